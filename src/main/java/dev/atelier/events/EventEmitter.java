package dev.atelier.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The response of a stream: its headers, and frames as they are. Never times out. */
final class EventEmitter extends SseEmitter {

  private static final MediaType EVENT_STREAM =
      new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8);
  private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

  private final String first;
  private final Runnable onBegin;

  /**
   * @param first frames to start with
   * @param onBegin called once the request's thread is about to send these
   */
  EventEmitter(String first, Runnable onBegin) {
    super(0L);
    this.first = first;
    this.onBegin = onBegin;
  }

  @Override
  protected void extendResponse(ServerHttpResponse response) {
    HttpHeaders headers = response.getHeaders();
    headers.setContentType(EVENT_STREAM);
    headers.setCacheControl(CacheControl.noStore());
    // Proxies that buffer answers must not buffer this one.
    headers.set("X-Accel-Buffering", "no");
    super.extendResponse(response);
    begin();
  }

  /**
   * What is written here the framework sends before it lets the request's thread go, so that thread
   * commits the response: filters may still touch its headers, which are not thread-safe.
   */
  private void begin() {
    try {
      write(first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    onBegin.run();
  }

  void write(String frames) throws IOException {
    send(Set.of(new DataWithMediaType(frames, TEXT)));
  }
}
