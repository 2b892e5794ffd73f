package dev.atelier.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one stream as a browser would. */
final class StreamClient implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  private StreamClient(HttpResponse<InputStream> response) {
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  /**
   * @param id the value of {@code id:}, null without one
   * @param type the value of {@code event:}; empty for a comment or {@code retry:}
   * @param data the value of {@code data:}, or the whole line where there is no event
   */
  record Received(@Nullable String id, String type, String data) {}

  static StreamClient open(URI uri, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return new StreamClient(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  int status() {
    return response.statusCode();
  }

  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /** The next block of the stream; null at its end. */
  @Nullable Received next() throws IOException {
    String id = null;
    String type = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        return new Received(id, type, data);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        type = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else {
        data = line;
      }
    }
    return null;
  }

  /** The next event that is in the log; null at the stream's end. */
  @Nullable Received nextLogged() throws IOException {
    Received received = next();
    while (received != null && received.id() == null) {
      received = next();
    }
    return received;
  }

  /** Everything up to the stream's end. */
  List<Received> rest() throws IOException {
    List<Received> all = new ArrayList<>();
    for (Received received = next(); received != null; received = next()) {
      all.add(received);
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }
}
