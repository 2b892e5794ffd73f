package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.TestDatabase;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import dev.atelier.providers.ProviderException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items that are long, and tell how far they have come. */
class ProgressTests {

  private static final String QUEUE = "test.work";

  private final String url = TestNode.migrate(TestDatabase.create());
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void letGo() {
    gate.countDown();
  }

  /** Items that wait, after so many nodes died in the middle of each. */
  private BatchId after(int deaths, int items) {
    try (var node =
        TestNode.builder(url)
            .with(TestHandler.of(QUEUE, 1, work -> new Done("never")))
            .withoutLanes()
            .start()) {
      BatchId id = node.enqueue(IntStream.range(0, items).mapToObj(i -> item(QUEUE, "w" + i)));
      TestNode.execute(url, "update jobs.item set kills = " + deaths);
      return id;
    }
  }

  private static List<Integer> kills(TestNode node) {
    return node.jdbc()
        .sql("select kills from jobs.item")
        .query((row, number) -> row.getInt(1))
        .list();
  }

  @Test
  void anItemThatLostNoNodeOwesNoProgress() {
    List<Boolean> awaited = new CopyOnWriteArrayList<>();
    var handler =
        TestHandler.of(
            QUEUE,
            1,
            work -> {
              awaited.add(work.progress().isAwaited());
              work.progress().made();
              return new Done("done");
            });
    BatchId id = after(0, 1);
    try (var node = TestNode.start(url, handler)) {
      node.awaitEnd(id);
    }
    assertThat(awaited).containsExactly(false);
  }

  @Test
  void p29ADeathAfterProgressIsNotTheLastOne() {
    var runs = new AtomicInteger();
    var handler =
        TestHandler.of(
            QUEUE,
            1,
            work -> {
              work.progress().made();
              if (runs.incrementAndGet() == 1) {
                gate.await();
              }
              return new Done("done");
            });
    BatchId id = after(Jobs.MAX_KILLS - 1, 1);
    try (var _ = TestNode.start(url, handler)) {
      await().until(() -> runs.get() == 1);
      // As if the node had missed its heartbeats: the next one takes the lane, and then the item.
      TestNode.execute(
          url, "update jobs.scheduled_tasks set version = version + 1, picked = false");
      try (var node = TestNode.start(url, handler)) {
        node.awaitEnd(id);
        assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(1, 1, 0, 0, 0));
        assertThat(kills(node)).containsExactly(0);
      } finally {
        gate.countDown();
      }
    }
  }

  @Test
  void p29ProgressForgetsDeathsAtOnce() {
    List<Boolean> awaited = new CopyOnWriteArrayList<>();
    var handler =
        TestHandler.of(
            QUEUE,
            1,
            work -> {
              awaited.add(work.progress().isAwaited());
              work.progress().made();
              awaited.add(work.progress().isAwaited());
              gate.await();
              return new Done("done");
            });
    BatchId id = after(1, 1);
    try (var node = TestNode.start(url, handler)) {
      await().until(() -> awaited.size() == 2);
      assertThat(awaited).containsExactly(true, false);
      assertThat(kills(node)).containsExactly(0);
      gate.countDown();
      node.awaitEnd(id);
    }
  }

  @Test
  void p29AnItemOnItsLastTryThatComesFurtherLetsTheNextOneTry() {
    var begun = new CountDownLatch(3);
    var handler =
        TestHandler.of(
            QUEUE,
            3,
            work -> {
              work.progress().made();
              begun.countDown();
              // Only those that may run at the same time can all have begun.
              begun.await();
              return new Done("done");
            });
    BatchId id = after(Jobs.MAX_KILLS - 1, 3);
    try (var node = TestNode.start(url, handler)) {
      node.awaitEnd(id);
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(3, 3, 0, 0, 0));
    }
  }

  @Test
  void p29DeathsThatAreForgottenStaySoWhenTheItemIsTriedAgain() {
    List<Boolean> awaited = new CopyOnWriteArrayList<>();
    var handler =
        TestHandler.of(
            QUEUE,
            1,
            work -> {
              awaited.add(work.progress().isAwaited());
              work.progress().made();
              if (work.attempt() == 1) {
                throw ProviderException.unavailable("away", "Not now", null);
              }
              return new Done("done");
            });
    BatchId id = after(Jobs.MAX_KILLS - 1, 1);
    try (var node = TestNode.start(url, handler)) {
      node.awaitEnd(id);
      assertThat(awaited).containsExactly(true, false);
      assertThat(kills(node)).containsExactly(0);
    }
  }

  @Test
  void p29DeathsWithoutProgressStillCountWhenTheItemIsTriedAgain() {
    var handler =
        TestHandler.of(
            QUEUE,
            1,
            work -> {
              if (work.attempt() == 1) {
                throw ProviderException.unavailable("away", "Not now", null);
              }
              return new Done(work.progress().isAwaited());
            });
    BatchId id = after(Jobs.MAX_KILLS - 1, 1);
    try (var node = TestNode.start(url, handler)) {
      node.awaitEnd(id);
      assertThat(node.jobs().items(id, null, 0, 1).getFirst().output()).isEqualTo("true");
      assertThat(kills(node)).containsExactly(Jobs.MAX_KILLS - 1);
    }
  }

  @Test
  void p6ProgressOfAZombieForgetsNothing() {
    var started = new CountDownLatch(1);
    var told = new CountDownLatch(1);
    var handler =
        TestHandler.of(
            QUEUE,
            1,
            work -> {
              started.countDown();
              gate.await();
              work.progress().made();
              told.countDown();
              return new Done("late");
            });
    after(1, 1);
    try (var node = TestNode.start(url, handler)) {
      await().until(() -> started.getCount() == 0);
      // Somebody else has it now.
      TestNode.execute(url, "update jobs.item set claim = claim + 1, lane = 'another'");
      gate.countDown();
      await().until(() -> told.getCount() == 0);
      assertThat(kills(node)).containsExactly(1);
    }
  }
}
