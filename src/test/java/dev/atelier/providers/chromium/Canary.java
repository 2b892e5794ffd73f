package dev.atelier.providers.chromium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Listens on all addresses of this machine, TCP and UDP on one port, and remembers who came: the
 * first path segment of a request, {@code tcp} for a bare connection, {@code udp} for a packet.
 */
public final class Canary implements AutoCloseable {

  private final ServerSocket server;
  private final DatagramSocket packets;
  private final Set<String> visitors = new ConcurrentSkipListSet<>();

  /** Starts to listen. */
  public Canary() throws IOException {
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("::"), 0), 200);
    this.packets = new DatagramSocket(new InetSocketAddress("::", server.getLocalPort()));
    Thread.ofVirtual().start(this::accept);
    Thread.ofVirtual().start(this::receive);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Who came so far. */
  public Set<String> visitors() {
    return new TreeSet<>(visitors);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (SocketException e) {
      // Closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(20_000);
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = reader.readLine();
      String[] words = line == null ? new String[0] : line.split(" ", -1);
      if (words.length < 2 || !words[1].startsWith("/")) {
        visitors.add("tcp");
        return;
      }
      String path = words[1].substring(1);
      visitors.add(path);
      socket.getOutputStream().write(answer(path).getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      visitors.add("tcp");
    }
  }

  private static String answer(String path) {
    if (path.equals("redirect")) {
      return "HTTP/1.1 302 Found\r\nLocation: /redirected\r\nContent-Length: 0\r\n\r\n";
    }
    String script = path.equals("worker.js") ? "fetch('/fetch-in-worker')" : "";
    return "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\nContent-Type: "
        + (path.endsWith(".js") ? "text/javascript" : "text/html")
        + "\r\nContent-Length: "
        + script.length()
        + "\r\nConnection: close\r\n\r\n"
        + script;
  }

  private void receive() {
    byte[] buffer = new byte[2048];
    try {
      while (true) {
        packets.receive(new DatagramPacket(buffer, buffer.length));
        visitors.add("udp");
      }
    } catch (SocketException e) {
      // Closed.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    packets.close();
  }
}
