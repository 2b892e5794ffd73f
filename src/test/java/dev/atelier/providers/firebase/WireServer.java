package dev.atelier.providers.firebase;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 as told by a handler, who may also do what no proper server does: cut, stall and send
 * other lengths than announced. Fast enough to be the faster side of a benchmark.
 */
final class WireServer implements AutoCloseable {

  private static final int MAX_HEAD = 32 * 1024;

  private final ServerSocketChannel server;
  private final Handler handler;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /** Answers one request; an exception drops the connection. */
  interface Handler {
    void answer(Request request, Connection connection) throws IOException, InterruptedException;
  }

  /**
   * A request.
   *
   * @param path still encoded, without the query
   * @param query decoded
   * @param headers by lower-case name
   */
  record Request(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  WireServer(int port, Handler handler) throws IOException {
    this.handler = handler;
    server = ServerSocketChannel.open();
    server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
    Thread.ofPlatform().daemon().name("wire-server").start(this::accept);
  }

  int port() {
    return server.socket().getLocalPort();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        open.add(channel);
        Thread.ofVirtual().start(() -> serve(channel));
      } catch (IOException e) {
        // Closed.
        return;
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      Connection connection = new Connection(channel);
      for (Request next = connection.next(); next != null; next = connection.next()) {
        handler.answer(next, connection);
      }
    } catch (IOException e) {
      // The client has gone, or the handler cut the connection.
      open.remove(channel);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(channel);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (SocketChannel channel : open) {
        channel.close();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One client's connection. */
  static final class Connection {

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(MAX_HEAD);

    private Connection(SocketChannel channel) {
      this.channel = channel;
      in.limit(0);
    }

    /** Sends the head and all of the bodies in as few steps as the network takes. */
    void send(String head, ByteBuffer... bodies) throws IOException {
      ByteBuffer[] all = new ByteBuffer[bodies.length + 1];
      all[0] = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
      long left = all[0].remaining();
      for (int i = 0; i < bodies.length; i++) {
        all[i + 1] = bodies[i];
        left += bodies[i].remaining();
      }
      while (left > 0) {
        left -= channel.write(all);
      }
    }

    /** Waits until the client gives up. */
    void stall() throws IOException {
      in.clear();
      while (channel.read(in) >= 0) {
        in.clear();
      }
      throw new EOFException();
    }

    private @Nullable Request next() throws IOException {
      int end = head();
      if (end < 0) {
        return null;
      }
      String[] lines =
          new String(in.array(), in.position(), end - in.position(), StandardCharsets.ISO_8859_1)
              .split("\r\n");
      in.position(end);
      String[] first = lines[0].split(" ");
      Map<String, String> headers = new HashMap<>();
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
      int question = first[1].indexOf('?');
      return new Request(
          first[0],
          question < 0 ? first[1] : first[1].substring(0, question),
          question < 0 ? Map.of() : query(first[1].substring(question + 1)),
          headers,
          body(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
    }

    /** Where the head of the next request ends; -1 when there is no other request. */
    private int head() throws IOException {
      for (int from = in.position(); ; ) {
        byte[] bytes = in.array();
        for (int i = from; i + 3 < in.limit(); i++) {
          if (bytes[i] == '\r'
              && bytes[i + 1] == '\n'
              && bytes[i + 2] == '\r'
              && bytes[i + 3] == '\n') {
            return i + 4;
          }
        }
        int known = in.remaining();
        if (!fill()) {
          return -1;
        }
        from = in.position() + Math.max(0, known - 3);
      }
    }

    private byte[] body(int length) throws IOException {
      byte[] body = new byte[length];
      for (int filled = 0; filled < length; ) {
        if (!in.hasRemaining() && !fill()) {
          throw new EOFException();
        }
        int count = Math.min(in.remaining(), length - filled);
        in.get(body, filled, count);
        filled += count;
      }
      return body;
    }

    private boolean fill() throws IOException {
      in.compact();
      try {
        return channel.read(in) > 0;
      } finally {
        in.flip();
      }
    }
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }
}
