package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.TestDatabase;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import dev.atelier.providers.ProviderException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class FailItemTests {

  private final String url = TestNode.migrate(TestDatabase.create());
  private final RecordingListener listener = new RecordingListener();

  @Test
  void whatTheDatabaseCanNeverKeepFailsAtOnceAndIsNoOutage() {
    var handler =
        TestHandler.of(
            "test.work",
            2,
            work ->
                new Done(
                    "done",
                    () -> {
                      throw new DataAccessResourceFailureException(
                          "limit", new SQLException("index row size exceeds maximum", "54000"));
                    }));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(Stream.of(item("test.work", "a")));
      assertThat(node.awaitEnd(id).state()).isEqualTo(Batch.State.COMPLETED);
      Item failed = node.jobs().items(id, Item.State.FAILED, 0, 10).getFirst();
      assertThat(failed.failure()).extracting(Item.Failure::code).isEqualTo("too_large");
      assertThat(handler.inputs()).containsExactly("a");
    }
  }

  @Test
  void thePaceIsKnownWithoutReadingTheItems() {
    var handler = TestHandler.of("test.work", 3, work -> new Done("done"));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(Stream.of("a", "b").map(input -> item("test.work", input)));
      node.awaitEnd(id);
      double average =
          node.jobs().items(id, null, 0, 10).stream()
              .mapToLong(each -> Objects.requireNonNull(each.workTime()).toMillis())
              .average()
              .orElseThrow();
      assertThat(node.jobs().pace(id)).isEqualTo(new Batch.Pace(0, average));
    }
  }

  @Test
  void p22ARejectedItemFailsAfterOneCallAndTheOthersGoOn() {
    var handler =
        TestHandler.of(
            "test.work",
            2,
            work -> {
              if (work.input().equals("bad")) {
                throw ProviderException.rejected("content_policy", "The provider says no.");
              }
              return new Done("done");
            });
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(Stream.of("a", "bad", "b").map(input -> item("test.work", input)));
      assertThat(node.awaitEnd(id).state()).isEqualTo(Batch.State.COMPLETED);
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(3, 2, 1, 0, 0));
      assertThat(handler.inputs()).containsOnlyOnce("bad");
      Item failed = node.jobs().items(id, Item.State.FAILED, 0, 10).getFirst();
      assertThat(failed.failure())
          .isEqualTo(new Item.Failure("content_policy", "The provider says no."));
      assertThat(failed.attempts()).isEqualTo(1);
      assertThat(listener.items()).hasSize(3);
    }
  }

  @Test
  void p23AnUnavailableProviderIsAskedThreeTimes() {
    var handler =
        TestHandler.of(
            "test.work",
            1,
            work -> {
              throw ProviderException.unavailable("bad_gateway", "It is down.", null);
            });
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(Stream.of(item("test.work", "a")));
      node.awaitEnd(id);
      assertThat(handler.runs()).extracting(JobHandler.Work::attempt).containsExactly(1, 2, 3);
      assertThat(node.jobs().items(id, null, 0, 10))
          .singleElement()
          .satisfies(item -> {
            assertThat(item.state()).isEqualTo(Item.State.FAILED);
            assertThat(item.attempts()).isEqualTo(3);
          });
    }
  }

  @Test
  void p20AThrottledQueuePausesForAllLanesAndBurnsNoAttempt() {
    List<Long> calls = new CopyOnWriteArrayList<>();
    var handler =
        TestHandler.of(
            "test.work",
            3,
            work -> {
              calls.add(System.nanoTime());
              if (calls.size() == 1) {
                throw ProviderException.throttled("Slow down.", Duration.ofSeconds(2));
              }
              return new Done("done");
            });
    try (var node = TestNode.start(url, handler, listener)) {
      // One item first, so that no other lane is already in the middle of a call.
      BatchId id = node.enqueue(Stream.of(item("test.work", "first")));
      await().until(() -> !calls.isEmpty());
      await().until(() -> node.jobs().items(id, Item.State.RUNNING, 0, 1).isEmpty());
      BatchId others =
          node.enqueue(IntStream.range(0, 9).mapToObj(i -> item("test.work", "w" + i)));
      node.awaitEnd(id);
      node.awaitEnd(others);
      assertThat(calls).hasSize(11);
      assertThat(Duration.ofNanos(calls.get(1) - calls.get(0)))
          .isGreaterThan(Duration.ofMillis(1_900));
      assertThat(node.jobs().items(id, null, 0, 10).getFirst().attempts()).isEqualTo(1);
    }
  }

  @Test
  void p21AProviderThatRefusesAllFailsTheBatchAfterAFewCalls() {
    var handler =
        TestHandler.of(
            "test.work",
            5,
            work -> {
              throw ProviderException.refusesAll("bad_key", "The key is wrong.");
            });
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(IntStream.range(0, 100).mapToObj(i -> item("test.work", "w" + i)));
      Batch batch = node.awaitEnd(id);
      assertThat(batch.state()).isEqualTo(Batch.State.FAILED);
      assertThat(batch.reason()).isEqualTo("The key is wrong.");
      assertThat(handler.runs()).hasSizeLessThanOrEqualTo(5);
      Batch.Progress progress = node.jobs().progress(id);
      assertThat(progress.failed()).isEqualTo(handler.runs().size());
      assertThat(progress.failed() + progress.cancelled()).isEqualTo(100);
      assertThat(listener.batches()).hasSize(1);
      assertThat(node.jobs().retryFailed(id)).isEqualTo(100);
    }
  }

  @Test
  void whatFailsInTheTransactionCountsAsAFailureOfTheRun() {
    var handler =
        TestHandler.of(
            "test.work",
            1,
            work ->
                new Done(
                    "done",
                    () -> {
                      if (work.attempt() == 1) {
                        throw new IllegalStateException("broken on purpose");
                      }
                    }));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(Stream.of(item("test.work", "a")));
      node.awaitEnd(id);
      assertThat(node.jobs().progress(id).succeeded()).isEqualTo(1);
      assertThat(handler.runs()).hasSize(2);
    }
  }

  @Test
  void anItemEndsEvenWhenItsListenerIsBroken() {
    var handler =
        TestHandler.of(
            "test.work",
            1,
            work -> {
              throw ProviderException.rejected("no", "No.");
            });
    BatchListener broken =
        new BatchListener() {
          @Override
          public String kind() {
            return TestNode.KIND;
          }

          @Override
          public void itemEnded(Batch batch, Item item) {
            throw new IllegalStateException("broken on purpose");
          }
        };
    try (var node = TestNode.start(url, handler, broken)) {
      BatchId id = node.enqueue(Stream.of(item("test.work", "a")));
      node.awaitEnd(id);
      assertThat(node.jobs().progress(id).failed()).isEqualTo(1);
    }
  }

  @Test
  void p23DelaysAreSpreadOut() {
    List<Long> delays =
        IntStream.range(0, 1_000)
            .mapToObj(i -> FailurePolicy.decide(ProviderException.timedOut("Too slow.", null), 2))
            .map(ending -> ((Ending.Retried) ending).delay().toMillis())
            .toList();
    assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(0L, 2_000L));
    double mean = delays.stream().mapToLong(Long::longValue).average().orElseThrow();
    double variance =
        delays.stream().mapToDouble(delay -> Math.pow(delay - mean, 2)).average().orElseThrow();
    assertThat(Math.sqrt(variance) / mean).isGreaterThan(0.2);
  }
}
