package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.TestDatabase;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecoveryTests {

  private final String url = TestNode.migrate(TestDatabase.create());
  private final RecordingListener listener = new RecordingListener();

  @Test
  void p5AStopHandsWorkBackAtOnceWithoutBurningAnAttempt() {
    var started = new CountDownLatch(2);
    var slow =
        TestHandler.of(
            "test.work",
            2,
            work -> {
              started.countDown();
              new CountDownLatch(1).await();
              return new Done("never");
            });
    BatchId id;
    long stopped;
    try (var node = TestNode.builder(url).with(slow).property("atelier.jobs.grace=200ms").start()) {
      id = node.enqueue(IntStream.range(0, 4).mapToObj(i -> item("test.work", "w" + i)));
      await().until(() -> started.getCount() == 0);
      stopped = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(10));
    var quick = TestHandler.of("test.work", 2, work -> new Done("done"));
    try (var node = TestNode.start(url, quick, listener)) {
      // Well before any heartbeat would be missed.
      await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> node.jobs().find(id).orElseThrow().state().ended());
      assertThat(node.jobs().progress(id).succeeded()).isEqualTo(4);
      assertThat(quick.runs()).allSatisfy(work -> assertThat(work.attempt()).isEqualTo(1));
      assertThat(kills(node)).containsOnly(0);
    }
  }

  @Test
  void p5AHandlerThatIgnoresItsInterruptionLosesTheItem() {
    var started = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    var stubborn =
        TestHandler.of(
            "test.work",
            1,
            work -> {
              started.countDown();
              while (gate.getCount() > 0) {
                try {
                  gate.await();
                } catch (InterruptedException e) {
                  // Stubborn.
                }
              }
              return new Done("late");
            });
    BatchId id;
    try (var node =
        TestNode.builder(url).with(stubborn).property("atelier.jobs.grace=100ms").start()) {
      id = node.enqueue(Stream.of(item("test.work", "a")));
      await().until(() -> started.getCount() == 0);
    }
    var quick = TestHandler.of("test.work", 1, work -> new Done("done"));
    try (var node = TestNode.start(url, quick, listener)) {
      node.awaitEnd(id);
      gate.countDown();
      assertThat(node.jobs().items(id, null, 0, 1).getFirst().output()).isEqualTo("\"done\"");
      assertThat(kills(node)).containsOnly(0);
    }
  }

  @Test
  void p1ARestartedNodeGoesOnAtOnceWithWhatItsEarlierProcessHeld() {
    var handler = TestHandler.of("test.work", 2, work -> new Done("done"));
    BatchId id = leftBehindBy("the-node", 1);
    try (var node = TestNode.builder(url).node("the-node").with(handler, listener).start()) {
      await()
          .atMost(Duration.ofSeconds(8))
          .until(() -> node.jobs().find(id).orElseThrow().state().ended());
      assertThat(kills(node)).containsExactlyInAnyOrder(2, 0);
    }
  }

  @Test
  void p29AnItemThatKilledItsNodeThreeTimesFailsAndItsNeighboursDoNot() {
    var handler = TestHandler.of("test.work", 2, work -> new Done("done"));
    BatchId id = leftBehindBy("the-node", 2);
    try (var node = TestNode.builder(url).node("the-node").with(handler, listener).start()) {
      node.awaitEnd(id);
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(2, 1, 1, 0, 0));
      assertThat(node.jobs().items(id, Item.State.FAILED, 0, 10))
          .singleElement()
          .extracting(Item::failure)
          .extracting("code")
          .isEqualTo("poison");
      assertThat(listener.items()).hasSize(2);
      assertThat(handler.inputs()).containsExactly("w1");
    }
  }

  /** Two items, the first of them taken by a node that died in its middle. */
  private BatchId leftBehindBy(String node, int kills) {
    var handler = TestHandler.of("test.work", 2, work -> new Done("done"));
    BatchId id = BatchId.next();
    try (var other = TestNode.start(url, handler)) {
      other.inTransaction(() -> {
        other
            .jobs()
            .enqueue(
                TestNode.batch(id),
                IntStream.range(0, 2).mapToObj(i -> item("test.work", "w" + i)));
        other.jobs().pause(id);
      });
      await()
          .until(() ->
              other
                      .jdbc()
                      .sql("select count(*) from jobs.scheduled_tasks")
                      .query(Integer.class)
                      .single()
                  == 2);
    }
    TestNode.execute(
        url,
        """
        update jobs.item
        set state = 'RUNNING', lane = 'lane-1', node = '%s', claim = 7, kills = %d
        where position = 1
        """
            .formatted(node, kills),
        "update jobs.batch set state = 'ACTIVE'",
        """
        update jobs.scheduled_tasks
        set picked = true, picked_by = '%s', last_heartbeat = now()
        """
            .formatted(node));
    return id;
  }

  @Test
  void p6ALateWriteOfAZombieChangesNothing() throws InterruptedException {
    var started = new CountDownLatch(1);
    var gate = new CountDownLatch(1);
    var handler =
        TestHandler.of(
            "test.work",
            1,
            work -> {
              if (started.getCount() > 0) {
                started.countDown();
                gate.await();
                return new Done("late");
              }
              return new Done("in time");
            });
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id = node.enqueue(Stream.of(item("test.work", "a")));
      started.await();
      // Another node takes the lane, as if this one had missed its heartbeats, and then the item.
      node.jdbc()
          .sql("update jobs.scheduled_tasks set version = version + 1, picked = false")
          .update();
      try (var other = TestNode.start(url, handler)) {
        await().until(() -> node.jobs().find(id).orElseThrow().state().ended());
        gate.countDown();
        await().until(() -> handler.runs().size() == 2);
      }
    }
    try (var node = TestNode.start(url, handler)) {
      Item item =
          node.jdbc()
              .sql("select id from jobs.item")
              .query(java.util.UUID.class)
              .optional()
              .flatMap(id -> node.jobs().item(new ItemId(id)))
              .orElseThrow();
      assertThat(item.output()).isEqualTo("\"in time\"");
      assertThat(node.jobs().progress(item.batch())).isEqualTo(new Batch.Progress(1, 1, 0, 0, 0));
    }
  }

  @Test
  void p9ABatchGoesOnWhenEveryConnectionIsCut() {
    var handler = TestHandler.of("test.work", 4, work -> new Done("done"));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id =
          node.enqueue(IntStream.range(0, 3_000).mapToObj(i -> item("test.work", "w" + i)));
      for (int cut = 1; cut <= 5; cut++) {
        int ended = cut * 400;
        await().ignoreExceptions().until(() -> node.jobs().progress(id).ended() >= ended);
        TestNode.execute(
            url,
            """
            select pg_terminate_backend(pid)
            from pg_stat_activity
            where datname = current_database()
              and pid <> pg_backend_pid()
            """);
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> node.jobs().find(id).orElseThrow().state().ended());
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(3_000, 3_000, 0, 0, 0));
      assertThat(listener.batches()).isNotEmpty();
      assertThat(kills(node)).containsOnly(0);
    }
  }

  @Test
  void p13ALostSignalCostsAtMostThePollingTime() {
    var handler = TestHandler.of("test.work", 2, work -> new Done("done"));
    try (var node = TestNode.start(url, handler)) {
      ((TestSignals) node.bean(dev.atelier.database.Signals.class)).deaf = true;
      BatchId id = node.enqueue(Stream.of(item("test.work", "a")));
      await()
          .atMost(Duration.ofSeconds(4))
          .until(() -> node.jobs().find(id).orElseThrow().state().ended());
    }
  }

  @Test
  void p1ABatchThatACrashLeftOpenIsEndedByTheSweep() {
    var handler = TestHandler.of("test.work", 2, work -> new Done("done"));
    BatchId id = leftBehindBy("dead", 0);
    TestNode.execute(
        url,
        "update jobs.item set state = 'SUCCEEDED'",
        "insert into jobs.tally select id, 'lane', 2, 0, 0 from jobs.batch");
    try (var node = TestNode.start(url, handler, listener)) {
      assertThat(node.awaitEnd(id).state()).isEqualTo(Batch.State.COMPLETED);
      assertThat(listener.batches()).hasSize(1);
    }
  }

  private static List<Integer> kills(TestNode node) {
    return node.jdbc()
        .sql("select kills from jobs.item")
        .query((row, number) -> row.getInt(1))
        .list();
  }
}
