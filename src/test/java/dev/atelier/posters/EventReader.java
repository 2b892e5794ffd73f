package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Follows one stream over as many connections as it takes, as a browser does. */
final class EventReader {

  private final JsonMapper json = new JsonMapper();
  private final List<Received> received = new ArrayList<>();
  private final PosterClient client;
  private final String path;
  private final Set<String> last;

  /**
   * @param last the types after which the stream is over
   */
  EventReader(PosterClient client, String path, Set<String> last) {
    this.client = client;
    this.path = path;
    this.last = last;
  }

  /** An event that has a number. */
  record Received(int number, String event, JsonNode data) {}

  /** Every numbered event so far, over all connections. */
  List<Received> received() {
    return received;
  }

  List<Received> received(String event) {
    return received.stream().filter(it -> it.event().equals(event)).toList();
  }

  boolean ended() {
    return !received.isEmpty() && last.contains(received.getLast().event());
  }

  /** Connects once, and reads until an event is as wanted, or the stream or connection ends. */
  void read(Predicate<Received> until) {
    Map<String, String> headers =
        received.isEmpty()
            ? Map.of()
            : Map.of("Last-Event-ID", String.valueOf(received.getLast().number()));
    HttpResponse<InputStream> response = client.open(path, headers);
    assertThat(response.statusCode()).isEqualTo(200);
    try (var reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      String number = "";
      String event = "";
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("id:")) {
          number = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          event = line.substring(6).strip();
        } else if (line.startsWith("data:") && !number.isEmpty()) {
          var one = new Received(Integer.parseInt(number), event, json.readTree(line.substring(5)));
          received.add(one);
          number = "";
          if (until.test(one)) {
            return;
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
