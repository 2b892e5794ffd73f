package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Five hundred slow clients at once, with the times that the server really grants. */
@Tag("slow")
@IntegrationTest
class ManySlowClientsTests {

  private static final Logger LOG = LoggerFactory.getLogger(ManySlowClientsTests.class);
  private static final int CLIENTS = 500;
  private static final int SECONDS = 30;

  @LocalServerPort int port;

  @Test
  void h9_fiveHundredSlowSocketsEndAndNobodyElseIsSlower() throws Exception {
    measure(5);
    double before = p99Millis(measure(10));

    List<SocketChannel> slow = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      slow.add(open(client));
    }
    Thread trickle = Thread.ofPlatform().start(() -> trickle(slow));
    double during = p99Millis(measure(10));
    trickle.join();

    long open = slow.stream().filter(SocketChannel::isOpen).count();
    LOG.info("p99 {} ms before, {} ms beside {} slow clients", before, during, CLIENTS);
    assertThat(open).as("clients that the server still waits for").isZero();
    assertThat(during).isLessThan(Math.max(before * 1.2, before + 5));
  }

  private SocketChannel open(int client) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    write(
        channel,
        client % 2 == 0
            ? "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
            : "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 10000\r\n\r\n{\"username\":\"");
    return channel;
  }

  /** A byte a second to each, until it is closed. */
  private static void trickle(List<SocketChannel> slow) {
    for (int second = 0; second < SECONDS; second++) {
      for (SocketChannel channel : slow) {
        try {
          if (channel.isOpen() && channel.read(ByteBuffer.allocate(4096)) < 0) {
            channel.close();
          } else if (channel.isOpen()) {
            write(channel, "a");
          }
        } catch (IOException _) {
          close(channel);
        }
      }
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private long[] measure(int seconds) throws Exception {
    HttpRequest health =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/health")).build();
    List<Long> nanos = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        int status = client.send(health, BodyHandlers.discarding()).statusCode();
        nanos.add(System.nanoTime() - start);
        assertThat(status).isEqualTo(200);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
      }
    }
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }

  private static double p99Millis(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length * 99 / 100] / 1e6;
  }
}
