package dev.atelier.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
@Timeout(400)
class BatchStreamTests {

  @LocalServerPort int port;
  private final JsonMapper json = new JsonMapper();
  private CampaignClient client;

  record Received(String id, String event, JsonNode data) {}

  @BeforeEach
  void connect() {
    client = CampaignClient.newUser(port);
  }

  @Test
  void aBatchTellsOfEveryPostAndEnds() throws IOException {
    List<Received> events = read(client.start(client.campaign(), 4), null, Integer.MAX_VALUE);

    assertThat(events.getFirst().event()).isEqualTo("progress");
    assertThat(events.getLast().event()).isEqualTo("batch_ended");
    assertThat(events.getLast().data().path("status").asString()).isEqualTo("completed");
    assertThat(events.getLast().data().path("cost_usd").isNumber()).isTrue();
    assertThat(
            events.stream()
                .filter(event -> event.event().equals("post"))
                .filter(event -> event.data().path("status").asString().equals("completed"))
                .map(event -> event.data().path("position").asInt())
                .sorted()
                .toList())
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void t22AStreamThatDropsGoesOnWithoutGapOrRepetition() throws IOException {
    String batch = client.start(client.campaign(), 6);
    List<String> ids = new ArrayList<>();
    @Nullable String last = null;
    boolean ended = false;
    while (!ended) {
      for (Received event : read(batch, last, 5)) {
        if (!event.id().isEmpty()) {
          ids.add(event.id());
          last = event.id();
        }
        ended |= event.event().equals("batch_ended");
      }
    }

    assertThat(ids)
        .isEqualTo(IntStream.rangeClosed(1, ids.size()).mapToObj(String::valueOf).toList());
  }

  /** Reads until the stream ends, or until so many numbered events were read. */
  private List<Received> read(String batch, @Nullable String last, int most) throws IOException {
    CampaignClient reader = last == null ? client : client.with("Last-Event-ID", last);
    List<Received> events = new ArrayList<>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                reader.open("/api/batch-jobs/" + batch + "/stream").body(), UTF_8))) {
      String id = "";
      String event = "";
      int numbered = 0;
      String line = lines.readLine();
      while (line != null && numbered < most) {
        if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          event = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          events.add(new Received(id, event, json.readTree(line.substring(5))));
          numbered += id.isEmpty() ? 0 : 1;
          id = "";
        }
        line = lines.readLine();
      }
    }
    return events;
  }
}
