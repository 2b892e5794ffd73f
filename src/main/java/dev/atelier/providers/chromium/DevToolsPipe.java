package dev.atelier.providers.chromium;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Speaks the Chrome DevTools Protocol over a browser's pipe, in CBOR: pictures come as they are,
 * where JSON would have them in base64, which costs both sides more than a tenth of a poster's
 * time.
 *
 * <p>Thread-safe. Events are handed out on the reading thread, so a listener must not wait.
 */
final class DevToolsPipe {

  /** Receives what the browser says unasked. */
  interface Events {
    void received(DevToolsPipe pipe, JsonNode event);
  }

  private static final int USUAL_BUFFER = 4 * 1024 * 1024;

  /** As much as a pipe holds. */
  private static final int CHUNK = 64 * 1024;

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
      write(CborWriter.write(message));
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
        int wanted = filled < CborReader.HEADER ? CborReader.HEADER : messageLength(buffer);
        if (wanted > buffer.length) {
          buffer = Arrays.copyOf(buffer, wanted);
        }
        // Never more than one message: the next one would have to be moved to the front.
        int count = input.read(buffer, filled, Math.min(CHUNK, wanted - filled));
        if (count < 0) {
          break;
        }
        filled += count;
        if (filled >= CborReader.HEADER && filled == messageLength(buffer)) {
          dispatch(CborReader.read(buffer, 0, filled));
          filled = 0;
          if (buffer.length > USUAL_BUFFER) {
            buffer = new byte[USUAL_BUFFER];
          }
        }
      }
      lose(null);
    } catch (IOException | RuntimeException e) {
      lose(e);
    }
  }

  /** Length of a message whose header has been read, the header included. */
  private static int messageLength(byte[] buffer) {
    if (Byte.toUnsignedInt(buffer[0]) != CborReader.TAG
        || buffer[1] != CborReader.ENVELOPE
        || buffer[2] != CborReader.LONG_BYTES) {
      throw new IllegalArgumentException("The browser does not speak CBOR");
    }
    return Math.addExact(CborReader.HEADER, ByteBuffer.wrap(buffer, 3, Integer.BYTES).getInt());
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
