package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.TestDatabase;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import dev.atelier.jobs.JobHandler.Outcome.MoveTo;
import dev.atelier.providers.ProviderException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SteerBatchTests {

  private final String url = TestNode.migrate(TestDatabase.create());
  private final RecordingListener listener = new RecordingListener();
  private final CountDownLatch started = new CountDownLatch(2);
  private final CountDownLatch gate = new CountDownLatch(1);

  private JobHandler.Outcome waitAtTheGate(JobHandler.Outcome outcome) throws InterruptedException {
    started.countDown();
    gate.await();
    return outcome;
  }

  @Test
  void p18ACancelKeepsWhatRunsAndStartsNothingMore() throws InterruptedException {
    var handler = TestHandler.of("test.work", 2, work -> waitAtTheGate(new Done("done")));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(IntStream.range(0, 50).mapToObj(i -> item("test.work", "w" + i)));
      started.await();
      assertThat(node.jobs().cancel(id)).isTrue();
      assertThat(node.jobs().cancel(id)).isFalse();
      assertThat(node.jobs().find(id).orElseThrow().state()).isEqualTo(Batch.State.CANCELLING);
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(50, 0, 0, 48, 2));
      gate.countDown();
      await().until(() -> !listener.batches().isEmpty());
      assertThat(node.jobs().find(id).orElseThrow().state()).isEqualTo(Batch.State.CANCELLED);
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(50, 2, 0, 48, 0));
      assertThat(node.jobs().cancel(id)).isFalse();
      assertThat(handler.runs()).hasSize(2);
      assertThat(listener.items()).hasSize(2);
    }
  }

  @Test
  void p18AnItemThatWouldHaveToGoOnEndsAsCancelled() throws InterruptedException {
    var first = TestHandler.of("test.first", 2, work -> waitAtTheGate(new MoveTo("test.second")));
    var second = TestHandler.of("test.second", 2, work -> new Done("done"));
    try (var node = TestNode.start(url, first, second, listener)) {
      BatchId id = node.enqueue(IntStream.range(0, 4).mapToObj(i -> item("test.first", "w" + i)));
      started.await();
      node.jobs().cancel(id);
      gate.countDown();
      await().until(() -> !listener.batches().isEmpty());
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(4, 0, 0, 4, 0));
      assertThat(listener.items())
          .hasSize(2)
          .allSatisfy(item -> assertThat(item.state()).isEqualTo(Item.State.CANCELLED));
      assertThat(second.runs()).isEmpty();
    }
  }

  @Test
  void aBatchOfWhichNothingRunsIsCancelledAtOnce() {
    var handler = TestHandler.of("test.work", 1, work -> new Done("done"));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = pausedBatch(node, 10);
      assertThat(node.jobs().cancel(id)).isTrue();
      assertThat(node.jobs().find(id).orElseThrow().state()).isEqualTo(Batch.State.CANCELLED);
      assertThat(listener.batches()).hasSize(1);
    }
  }

  @Test
  void p19ACancelThatRacesWithTheLastItemHasOneWinner() {
    var handler = TestHandler.of("test.work", 4, work -> new Done("done"));
    try (var node = TestNode.start(url, handler, listener)) {
      for (int i = 0; i < 40; i++) {
        BatchId id = node.enqueue(IntStream.range(0, 3).mapToObj(j -> item("test.work", "w" + j)));
        int wanted = i % 4;
        await().until(() -> node.jobs().progress(id).ended() >= wanted);
        boolean cancelled = node.jobs().cancel(id);
        await().until(() -> node.jobs().find(id).orElseThrow().state().ended());
        assertThat(node.jobs().find(id).orElseThrow().state())
            .isEqualTo(cancelled ? Batch.State.CANCELLED : Batch.State.COMPLETED);
        assertThat(node.jobs().progress(id).remaining()).isZero();
      }
      assertThat(listener.batches()).hasSize(40);
      assertThat(listener.batches().stream().map(Batch::id)).doesNotHaveDuplicates();
    }
  }

  @Test
  void aPausedBatchTakesNothingUntilItIsResumed() {
    var handler = TestHandler.of("test.work", 2, work -> new Done("done"));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId paused = pausedBatch(node, 5);
      assertThat(node.jobs().pause(paused)).isFalse();
      BatchId other = node.enqueue(IntStream.range(0, 5).mapToObj(i -> item("test.work", "o" + i)));
      await().until(() -> node.jobs().find(other).orElseThrow().state().ended());
      assertThat(handler.inputs()).allMatch(input -> input.startsWith("o"));
      assertThat(node.jobs().resume(paused)).isTrue();
      assertThat(node.jobs().resume(paused)).isFalse();
      await().until(() -> node.jobs().find(paused).orElseThrow().state().ended());
      assertThat(node.jobs().progress(paused).succeeded()).isEqualTo(5);
    }
  }

  @Test
  void failedItemsAreTriedAgain() {
    var broken = new AtomicBoolean(true);
    var handler =
        TestHandler.of(
            "test.work",
            2,
            work -> {
              if (broken.get() && work.position() % 2 == 0) {
                throw ProviderException.rejected("no", "Not this one.");
              }
              return new Done("done");
            });
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id =
          node.enqueue(IntStream.rangeClosed(1, 10).mapToObj(i -> item("test.work", "w" + i)));
      await().until(() -> node.jobs().find(id).orElseThrow().state().ended());
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(10, 5, 5, 0, 0));
      assertThat(node.jobs().items(id, Item.State.FAILED, 4, 2))
          .extracting(Item::position)
          .containsExactly(6, 8);
      broken.set(false);
      assertThat(node.jobs().retryFailed(id)).isEqualTo(5);
      await().until(() -> node.jobs().find(id).orElseThrow().state().ended());
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(10, 10, 0, 0, 0));
      assertThat(node.jobs().retryFailed(id)).isZero();
      await().until(() -> listener.batches().size() == 2);
    }
  }

  private BatchId pausedBatch(TestNode node, int items) {
    BatchId id = BatchId.next();
    node.inTransaction(() -> {
      node.jobs()
          .enqueue(
              TestNode.batch(id),
              IntStream.range(0, items).mapToObj(i -> item("test.work", "p" + i)));
      node.jobs().pause(id);
    });
    return id;
  }
}
