package dev.atelier.providers.chromium;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A TCP port of this machine that is taken but never listened on: every connection to it is refused
 * at once, and no other program can come to listen there.
 */
record DeniedPort(SocketChannel channel) implements AutoCloseable {

  static DeniedPort open() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    return new DeniedPort(channel);
  }

  int number() throws IOException {
    return ((InetSocketAddress) channel.getLocalAddress()).getPort();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
