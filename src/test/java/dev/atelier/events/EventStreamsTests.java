package dev.atelier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.atelier.IntegrationTest;
import dev.atelier.TestCallers;
import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.events.StreamClient.Received;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.identity.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@Import({TestCallers.class, TwoNodes.class})
@TestPropertySource(properties = {"atelier.events.ping=1s", "server.tomcat.connection-timeout=3s"})
@Timeout(120)
class EventStreamsTests {

  @Autowired EventLog events;
  @Autowired TestSignals signals;
  @Autowired TransactionTemplate transaction;
  @Autowired TwoNodes.OtherNode other;
  @Autowired TwoNodes.CommitNotes notes;
  @LocalServerPort int port;

  private final String topic = UUID.randomUUID().toString();

  @AfterEach
  void restoreTheOtherNode() {
    signals.lose(false);
    if (!other.streams().isRunning()) {
      other.start();
    }
  }

  @Test
  void greetsReplaysAndGoesOnLive() throws Exception {
    append("progress", 2);
    try (StreamClient client = open("a")) {
      assertThat(client.status()).isEqualTo(200);
      assertThat(client.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
      assertThat(client.header("Cache-Control")).isEqualTo("no-store");
      assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(client.next()).isEqualTo(new Received(null, "", "retry: 2000"));
      assertThat(client.next()).isEqualTo(new Received(null, "connected", "{\"after\":0}"));
      assertThat(client.next()).isEqualTo(new Received("1", "progress", "{\"n\":0}"));
      assertThat(client.next()).isEqualTo(new Received("2", "progress", "{\"n\":1}"));

      append("log", 1);
      assertThat(client.nextLogged()).isEqualTo(new Received("3", "log", "{\"n\":0}"));
    }
  }

  @Test
  void theRequestsOwnThreadCommitsTheResponse() throws Exception {
    for (int i = 0; i < 20; i++) {
      try (StreamClient client =
          StreamClient.open(
              URI.create("http://127.0.0.1:%d/test/streams/a/commit-%d".formatted(port, i)))) {
        client.next();
      }
    }
    await().until(() -> notes.committed.size() >= 20);
    assertThat(notes.committed).containsOnly(true);
  }

  @Test
  void resumesAfterTheLastEventId() throws Exception {
    append("progress", 5);
    try (StreamClient client = open("b", "Last-Event-ID", "3")) {
      client.next();
      assertThat(client.next()).isEqualTo(new Received(null, "connected", "{\"after\":3}"));
      assertThat(client.nextLogged()).isEqualTo(new Received("4", "progress", "{\"n\":3}"));
    }
  }

  @Test
  void h2_replaysFromTheStartAfterAnIdThatMeansNothingHere() throws Exception {
    append("progress", 1);
    for (String id : List.of("", "x", "-1", "7", "99999999999999999999")) {
      try (StreamClient client = open("a", "Last-Event-ID", id)) {
        assertThat(client.nextLogged()).isEqualTo(new Received("1", "progress", "{\"n\":0}"));
      }
    }
  }

  @Test
  void endsAfterTheLastEvent() throws Exception {
    try (StreamClient client = open("b")) {
      append("progress", 1);
      append("job_completed", 1);
      assertThat(client.rest())
          .filteredOn(received -> !received.type().isEmpty())
          .extracting(Received::type)
          .containsExactly("connected", "progress", "job_completed");
    }
  }

  @Test
  void endsAfterTheLastEventWhoeverComesLate() throws Exception {
    append("progress", 500);
    append("job_completed", 1);
    try (StreamClient client = open("a")) {
      List<Received> all = client.rest();
      assertThat(all).hasSize(503);
      assertThat(all.getLast()).isEqualTo(new Received("501", "job_completed", "{\"n\":0}"));
    }
  }

  @Test
  void tellsWhoHasSeenTheEndThatThereIsNothingMore() throws Exception {
    append("job_completed", 1);
    try (StreamClient client = open("a", "Last-Event-ID", "1")) {
      assertThat(client.status()).isEqualTo(204);
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void resumesTwentyTimesWithoutGapWhileEightWritersAppend_T22() throws Exception {
    List<Long> seen = new ArrayList<>();
    int connections = 0;
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        running.add(
            writers.submit(() -> {
              for (int i = 0; i < 100; i++) {
                append("progress", ThreadLocalRandom.current().nextInt(1, 4));
              }
            }));
      }
      while (connections < 20) {
        connections++;
        String after = seen.isEmpty() ? "" : seen.getLast().toString();
        try (StreamClient client = open(connections % 2 == 0 ? "a" : "b", "Last-Event-ID", after)) {
          int wanted = ThreadLocalRandom.current().nextInt(1, 40);
          for (int i = 0; i < wanted; i++) {
            seen.add(id(client.nextLogged()));
          }
        }
      }
      for (Future<?> writer : running) {
        writer.get();
      }
    }
    append("job_completed", 1);
    try (StreamClient client = open("a", "Last-Event-ID", seen.getLast().toString())) {
      client.rest().stream()
          .filter(received -> received.id() != null)
          .forEach(received -> seen.add(id(received)));
    }

    assertThat(seen)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.size()).boxed().toList());
    assertThat(events.after(topic, seen.getLast(), 1)).isEmpty();
  }

  @Test
  void aBurstLargerThanTheBufferReachesEveryStreamWhole() throws Exception {
    try (StreamClient one = open("a");
        StreamClient two = open("a");
        StreamClient three = open("b")) {
      for (StreamClient client : List.of(one, two, three)) {
        client.next();
        client.next();
      }
      append("progress", 5 * OpenStream.BUFFER);
      append("job_completed", 1);
      for (StreamClient client : List.of(one, two, three)) {
        assertThat(client.rest())
            .filteredOn(received -> received.id() != null)
            .extracting(EventStreamsTests::id)
            .containsExactlyElementsOf(
                LongStream.rangeClosed(1, 5 * OpenStream.BUFFER + 1).boxed().toList());
      }
    }
  }

  @Test
  void aLostSignalCostsTwoSeconds() throws Exception {
    try (StreamClient client = open("b")) {
      append("progress", 1);
      client.nextLogged();
      signals.lose(true);
      Instant start = Instant.now();
      append("progress", 1);

      assertThat(id(client.nextLogged())).isEqualTo(2);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(2_300));
    }
  }

  @Test
  void readersThatTakeNothingDelayNobodyAndAreDropped_O4() throws Exception {
    String stalled = UUID.randomUUID().toString();
    List<Socket> sockets = new ArrayList<>();
    try (StreamClient client = open("a")) {
      for (int i = 0; i < 10; i++) {
        sockets.add(stall(stalled));
      }
      String padding = "x".repeat(20_000);
      for (int i = 1; i <= 300; i++) {
        Instant start = Instant.now();
        transaction.executeWithoutResult(status ->
            events.append(topic, () -> List.of(new NewEvent("log", Map.of("p", padding)))));
        assertThat(id(client.nextLogged())).isEqualTo(i);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
      }
      assertThat(statusOfNew(stalled)).isEqualTo(429);

      await().atMost(Duration.ofSeconds(20)).until(() -> statusOfNew(stalled) == 200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void refusesTheEleventhStreamOfACaller_O5() throws Exception {
    String caller = UUID.randomUUID().toString();
    List<StreamClient> clients = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      clients.add(open("a", TestCallers.HEADER, caller));
    }
    assertThat(clients).extracting(StreamClient::status).containsOnly(200);
    assertThat(statusOfNew(caller)).isEqualTo(429);
    assertThat(statusOfNew(UUID.randomUUID().toString())).isEqualTo(200);

    clients.getFirst().close();
    // Found out by a write: the first one after the close at the latest.
    await().atMost(Duration.ofSeconds(5)).until(() -> statusOfNew(caller) == 200);
    for (StreamClient client : clients) {
      client.close();
    }
  }

  @Test
  void pingsAStreamAtRest() throws Exception {
    try (StreamClient client = open("a")) {
      client.next();
      client.next();
      assertThat(client.next()).isEqualTo(new Received(null, "", ": ping"));
      assertThat(client.next()).isEqualTo(new Received(null, "", ": ping"));
    }
  }

  @Test
  void aStreamAtRestHoldsNoThread(@TempDir Path directory) throws Exception {
    List<StreamClient> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      clients.add(open("a"));
    }
    await().until(() -> writers(directory.resolve("threads")) == 0);
    for (StreamClient client : clients) {
      client.close();
    }
  }

  @Test
  void aStoppingNodeEndsItsStreamsAndOthersGoOn_O6() throws Exception {
    append("progress", 1);
    List<Received> seen;
    try (StreamClient client = open("b")) {
      client.nextLogged();
      Instant start = Instant.now();
      other.stop();
      seen = client.rest();
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }
    assertThat(seen).allSatisfy(received -> assertThat(received.type()).isEmpty());
    append("progress", 1);

    try (StreamClient refused = open("b")) {
      assertThat(refused.status()).isEqualTo(503);
    }
    try (StreamClient client = open("a", "Last-Event-ID", "1")) {
      assertThat(id(client.nextLogged())).isEqualTo(2);
    }
  }

  @Test
  void aStreamThatIsNeverBegunLosesItsSeat() {
    Caller caller = new Caller(new UserId(UUID.randomUUID()), false);
    EventStreams.Subscription subscription =
        new EventStreams.Subscription(topic, null, after -> List.of(), Set.of());
    for (int i = 0; i < 10; i++) {
      other.streams().open(caller, subscription);
    }
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> other.streams().open(caller, subscription));

    await().ignoreExceptions().until(() -> other.streams().open(caller, subscription) != null);
  }

  /** How many threads write to streams; the dump is what lists virtual threads too. */
  private static long writers(Path dump) throws IOException {
    Files.deleteIfExists(dump);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
    try (Stream<String> lines = Files.lines(dump)) {
      return lines.filter(line -> line.contains("\"events-stream\"")).count();
    }
  }

  private int statusOfNew(String caller) throws IOException, InterruptedException {
    try (StreamClient client = open("a", TestCallers.HEADER, caller)) {
      return client.status();
    }
  }

  /** A peer that asks for the stream and then takes nothing but the first bytes of it. */
  private Socket stall(String caller) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    String request =
        "GET /test/streams/a/%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s: %s\r\n\r\n"
            .formatted(topic, port, TestCallers.HEADER, caller);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream answer = socket.getInputStream();
    assertThat(answer.readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
    return socket;
  }

  private StreamClient open(String node, String... headers)
      throws IOException, InterruptedException {
    return StreamClient.open(
        URI.create("http://127.0.0.1:%d/test/streams/%s/%s".formatted(port, node, topic)), headers);
  }

  private void append(String type, int count) {
    List<NewEvent> added =
        IntStream.range(0, count).mapToObj(i -> new NewEvent(type, Map.of("n", i))).toList();
    transaction.executeWithoutResult(status -> events.append(topic, () -> added));
  }

  private static long id(@Nullable Received received) {
    return Long.parseLong(String.valueOf(Objects.requireNonNull(received).id()));
  }
}
