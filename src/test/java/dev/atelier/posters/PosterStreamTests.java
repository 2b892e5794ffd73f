package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
class PosterStreamTests {

  @LocalServerPort int port;
  private final JsonMapper json = new JsonMapper();
  private PosterClient client;

  record Received(String id, String event, JsonNode data) {}

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @Test
  void t22TheStreamGreetsTellsOfEveryRowInOrderAndEnds() throws IOException {
    String id = start(6);

    List<Received> events = read(id, null, Integer.MAX_VALUE);

    assertThat(events.get(0).event()).isEqualTo("connected");
    assertThat(events.get(0).data().path("connection_id").asString()).matches("conn_[0-9a-f]{8}");
    assertThat(events.get(1).event()).isEqualTo("status");
    assertThat(events.get(2).event()).isEqualTo("progress");
    assertThat(events.get(2).data().path("phase").asString()).isEqualTo("starting");
    assertThat(events.getLast().event()).isEqualTo("job_completed");
    assertThat(events.getLast().data().path("success_count").asInt()).isEqualTo(6);
    assertThat(events.getLast().data().path("results").size()).isEqualTo(6);
    List<Received> done =
        events.stream().filter(e -> e.event().equals("poster_completed")).toList();
    assertThat(done).hasSize(6);
    assertThat(done.getFirst().data().propertyNames())
        .containsExactlyInAnyOrder("job_id", "username", "poster_url", "success", "error");
    List<Integer> processed =
        events.stream()
            .filter(e -> e.event().equals("progress"))
            .map(e -> e.data().path("processed").asInt())
            .toList();
    assertThat(processed).isEqualTo(IntStream.rangeClosed(0, 6).boxed().toList());
  }

  @Test
  void t22AConnectionThatDropsGoesOnWithoutGapOrRepetition() throws IOException {
    String id = start(12);
    List<String> ids = new ArrayList<>();
    @Nullable String last = null;
    boolean ended = false;
    while (!ended) {
      List<Received> events = read(id, last, 4);
      for (Received event : events) {
        if (!event.id().isEmpty()) {
          ids.add(event.id());
          last = event.id();
        }
        ended |= event.event().equals("job_completed");
      }
    }

    assertThat(ids)
        .isEqualTo(IntStream.rangeClosed(1, ids.size()).mapToObj(String::valueOf).toList());
  }

  @Test
  void aLateConnectionToAnEndedJobEndsAtOnce() throws IOException {
    String id = start(2);
    client.awaitEnd(id);

    List<Received> events = read(id, null, Integer.MAX_VALUE);

    assertThat(events.getLast().event()).isEqualTo("job_completed");
    assertThat(events.stream().filter(e -> e.event().equals("error"))).isEmpty();
  }

  private String start(int rows) {
    String names =
        IntStream.rangeClosed(1, rows).mapToObj(i -> "user" + i).collect(Collectors.joining("\n"));
    return client.start("username\n" + names + "\n").body().path("id").asString();
  }

  /** Reads until the stream ends, or until so many numbered events were read. */
  private List<Received> read(String id, @Nullable String lastEventId, int most)
      throws IOException {
    Map<String, String> headers =
        lastEventId == null ? Map.of() : Map.of("Last-Event-ID", lastEventId);
    HttpResponse<InputStream> response = client.open("/api/batch/jobs/" + id + "/stream", headers);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
    List<Received> events = new ArrayList<>();
    try (var reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      String number = "";
      String event = "";
      int numbered = 0;
      String line = reader.readLine();
      while (line != null && numbered < most) {
        if (line.startsWith("id:")) {
          number = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          event = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          events.add(new Received(number, event, json.readTree(line.substring(5))));
          numbered += number.isEmpty() ? 0 : 1;
          number = "";
        }
        line = reader.readLine();
      }
    }
    return events;
  }
}
