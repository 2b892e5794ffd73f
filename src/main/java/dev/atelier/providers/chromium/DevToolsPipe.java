package dev.atelier.providers.chromium;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the Chrome DevTools Protocol over a browser's pipe: JSON messages, each ended by a zero
 * byte.
 *
 * <p>Thread-safe. Events are handed out on the reading thread, so a listener must not wait.
 */
final class DevToolsPipe {

  /** Receives what the browser says unasked. */
  interface Events {
    void received(DevToolsPipe pipe, JsonNode event);
  }

  private static final JsonMapper MAPPER = JsonMapper.shared();
  private static final int USUAL_BUFFER = 4 * 1024 * 1024;

  private final InputStream input;
  private final OutputStream output;
  private final Events events;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<DevToolsMessage>> pending =
      new ConcurrentHashMap<>();
  private volatile boolean lost;

  /**
   * @param events receives every message that is not an answer
   */
  DevToolsPipe(InputStream input, OutputStream output, Events events) {
    this.input = input;
    this.output = output;
    this.events = events;
    Thread.ofPlatform().daemon().name("chromium-pipe").start(this::read);
  }

  /**
   * Sends a command and does not wait. The future fails with {@link BrowserLostException} when the
   * browser refuses the command or goes away first.
   *
   * @param session the page to command, or null for the browser itself
   */
  CompletableFuture<DevToolsMessage> send(
      @Nullable String session, String method, Map<String, ?> parameters) {
    int id = lastId.incrementAndGet();
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<DevToolsMessage> answer = new CompletableFuture<>();
    pending.put(id, answer);
    try {
      write(MAPPER.writeValueAsBytes(message));
    } catch (IOException e) {
      lose(e);
    }
    if (lost) {
      failPending(null);
    }
    return answer;
  }

  /** Fails all that waits for an answer, now and later: none will come. */
  void abandon(String reason) {
    lose(new BrowserLostException(reason, null));
  }

  private void write(byte[] message) throws IOException {
    writing.lock();
    try {
      output.write(message);
      output.write(0);
      output.flush();
    } finally {
      writing.unlock();
    }
  }

  private void read() {
    byte[] buffer = new byte[USUAL_BUFFER];
    int filled = 0;
    try {
      while (true) {
        if (filled == buffer.length) {
          buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = input.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
          break;
        }
        int rest = deliver(buffer, filled, filled + count);
        if (rest == 0 && buffer.length > USUAL_BUFFER) {
          buffer = new byte[USUAL_BUFFER];
        }
        filled = rest;
      }
      lose(null);
    } catch (IOException | RuntimeException e) {
      lose(e);
    }
  }

  /** Hands out the complete messages, moves the rest to the front and returns its length. */
  private int deliver(byte[] buffer, int fresh, int end) {
    int start = 0;
    for (int i = fresh; i < end; i++) {
      if (buffer[i] == 0) {
        dispatch(DevToolsMessage.read(buffer, start, i));
        start = i + 1;
      }
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
    }
    return end - start;
  }

  private void dispatch(DevToolsMessage message) {
    JsonNode json = message.json();
    if (!json.has("id")) {
      events.received(this, json);
      return;
    }
    CompletableFuture<DevToolsMessage> answer = pending.remove(json.path("id").asInt());
    if (answer == null) {
      return;
    }
    if (json.has("error")) {
      answer.completeExceptionally(
          new BrowserLostException("The browser refused: " + json.path("error"), null));
    } else {
      answer.complete(message);
    }
  }

  private void lose(@Nullable Throwable cause) {
    lost = true;
    failPending(cause);
  }

  private void failPending(@Nullable Throwable cause) {
    for (Integer id : pending.keySet()) {
      CompletableFuture<DevToolsMessage> answer = pending.remove(id);
      if (answer != null) {
        answer.completeExceptionally(new BrowserLostException("The browser went away", cause));
      }
    }
  }
}
