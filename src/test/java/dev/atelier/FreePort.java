package dev.atelier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that a test stops and starts again. They lie below those that systems give to
 * connections, one of which could else take the port while nobody listens there.
 */
public final class FreePort {

  private static final int FIRST = 15_000;
  private static final int END = 32_000;

  private FreePort() {}

  /** A port of this machine where nobody listens. */
  public static int next() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, END);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
  }
}
