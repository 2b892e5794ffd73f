package dev.atelier.database;

import dev.atelier.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A TCP link to a server that can be cut and frozen, and mended. */
final class FaultyLink implements AutoCloseable {

  private final InetSocketAddress target;
  private final int port;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition thawed = lock.newCondition();
  private boolean frozen;
  private @Nullable ServerSocket listener;

  FaultyLink(String host, int targetPort) throws IOException {
    this.target = new InetSocketAddress(host, targetPort);
    this.port = FreePort.next();
    accept(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
  }

  int port() {
    return port;
  }

  /** Resets every connection and refuses new ones. */
  void cut() throws IOException {
    if (listener != null) {
      listener.close();
    }
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Lets connections be made again after a cut. */
  void mend() {
    try {
      accept(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Holds every byte back, in both directions, until {@link #thaw()}; connections still open. */
  void freeze() {
    setFrozen(true);
  }

  void thaw() {
    setFrozen(false);
  }

  @Override
  public void close() throws IOException {
    thaw();
    cut();
  }

  private void setFrozen(boolean value) {
    lock.lock();
    try {
      frozen = value;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept(ServerSocket opened) {
    listener = opened;
    Thread.ofVirtual()
        .start(() -> {
          while (!opened.isClosed()) {
            try {
              connect(opened.accept());
            } catch (IOException e) {
              // The listener was closed, or the target refused: the peer sees its end.
              continue;
            }
          }
        });
  }

  private void connect(Socket client) throws IOException {
    Socket server = new Socket();
    sockets.add(client);
    sockets.add(server);
    server.connect(target);
    Thread.ofVirtual().start(() -> pump(client, server));
    Thread.ofVirtual().start(() -> pump(server, client));
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        awaitThaw();
        out.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // Either side ended; both are closed by now.
      return;
    }
  }

  private void awaitThaw() {
    lock.lock();
    try {
      while (frozen) {
        thawed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }
}
