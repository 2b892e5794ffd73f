package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.posters.PosterClient.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Saves posters over HTTP as an existing page does: what it was given goes back as it is. */
final class SaveClient {

  private final JsonMapper json = new JsonMapper();
  private final PosterClient client;

  SaveClient(PosterClient client) {
    this.client = client;
  }

  /** One event of a stream. */
  record Received(String id, String event, JsonNode data) {}

  /** A run of people who have ids, that has ended. */
  String madeRun(int people) {
    var csv = new StringBuilder("username,user_id\n");
    for (int i = 1; i <= people; i++) {
      csv.append("user").append(i).append(',').append(1_000 + i).append('\n');
    }
    return madeRun(csv.toString());
  }

  String madeRun(String csv) {
    String id = client.start(csv).body().path("id").asString();
    client.awaitEnd(id);
    return id;
  }

  JsonNode postersForSave(String run) {
    return client.get("/api/batch/jobs/" + run + "/posters-for-save").body();
  }

  Answer save(String name, Object posters) {
    return client.postJson(
        "/api/save-bulk-posters", Map.of("posterName", name, "posters", posters));
  }

  /** Saves a whole run and waits for the end. */
  String saved(String name, String run) {
    Answer answer = save(name, postersForSave(run).path("posters"));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    String id = answer.body().path("jobId").asString();
    awaitEnd(id);
    return id;
  }

  JsonNode status(String save) {
    return client.get("/api/save-bulk-posters/" + save + "/status").body();
  }

  JsonNode awaitEnd(String save) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> status(save), it -> !it.path("status").asString().equals("processing"));
  }

  List<Received> stream(String save) {
    return stream(save, null, Integer.MAX_VALUE);
  }

  /** Reads until the stream ends, or until so many events were read. */
  List<Received> stream(String save, @Nullable String lastEventId, int most) {
    Map<String, String> headers =
        lastEventId == null ? Map.of() : Map.of("Last-Event-ID", lastEventId);
    HttpResponse<InputStream> response =
        client.open("/api/save-bulk-posters/" + save + "/stream", headers);
    assertThat(response.statusCode()).isEqualTo(200);
    List<Received> events = new ArrayList<>();
    try (var reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      String number = "";
      String event = "";
      String line = reader.readLine();
      while (line != null && events.size() < most) {
        if (line.startsWith("id:")) {
          number = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          event = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          events.add(new Received(number, event, json.readTree(line.substring(5))));
          number = "";
        }
        line = reader.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }
}
