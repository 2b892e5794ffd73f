package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nodes in processes of their own, killed in the middle of their work. */
class KillTests {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final String url = TestNode.migrate(TestDatabase.create());

  KillTests() {
    NodeProcess.createRunTable(url);
  }

  /** A node that can enqueue and read, but takes no lanes. */
  private TestNode reader() {
    var handler =
        TestHandler.of(
            NodeProcess.QUEUE,
            NodeProcess.LANES,
            work -> {
              throw new IllegalStateException("has no lanes");
            });
    return TestNode.builder(url).with(handler).withoutLanes().start();
  }

  private static Stream<Jobs.NewItem> items(int count) {
    return IntStream.range(0, count).mapToObj(i -> item(NodeProcess.QUEUE, "w" + i));
  }

  @Test
  void p1EveryItemEndsOnceAlthoughTheNodeIsKilledThreeTimes()
      throws IOException, InterruptedException {
    int count = 300;
    int kills = 3;
    BatchId id;
    try (var reader = reader()) {
      id = reader.enqueue(items(count));
      for (int kill = 0; kill < kills; kill++) {
        int before = reader.jobs().progress(id).ended();
        int until = before + ThreadLocalRandom.current().nextInt(10, 60);
        try (var node = NodeProcess.start(url, "node-a", 20)) {
          awaitEnded(reader, id, until);
          node.kill();
        }
      }
      try (var node = NodeProcess.start(url, "node-a", 20)) {
        awaitEnded(reader, id, count);
        await().atMost(LONG).until(() -> reader.jobs().find(id).orElseThrow().state().ended());
        assertThat(node.isAlive()).isTrue();
      }
      assertThat(reader.jobs().progress(id)).isEqualTo(new Batch.Progress(count, count, 0, 0, 0));
      assertThat(states(reader)).containsOnly("SUCCEEDED");
      // What was in the middle ran again: at most a lane's chunk, which is two items of 20 ms.
      assertThat(runs(reader)).isBetween(count, count + kills * NodeProcess.LANES * 3);
    }
  }

  @Test
  void p7TwoNodesShareTheWorkAndOneGoesOnWhenTheOtherIsKilled()
      throws IOException, InterruptedException {
    int count = 1_500;
    try (var reader = reader();
        var first = NodeProcess.start(url, "node-a", 3);
        var second = NodeProcess.start(url, "node-b", 3)) {
      await()
          .atMost(LONG)
          .until(() ->
              reader.jdbc().sql("select count(*) from jobs.node").query(Integer.class).single()
                  == 2);
      BatchId id = reader.enqueue(items(count));
      awaitEnded(reader, id, count / 2);
      first.kill();
      awaitEnded(reader, id, count);
      await().atMost(LONG).until(() -> reader.jobs().find(id).orElseThrow().state().ended());
      assertThat(reader.jobs().progress(id)).isEqualTo(new Batch.Progress(count, count, 0, 0, 0));
      assertThat(second.isAlive()).isTrue();
      assertThat(
              reader
                  .jdbc()
                  .sql("select distinct node from run")
                  .query((row, n) -> row.getString(1))
                  .list())
          .contains("node-b");
    }
  }

  @Test
  void p29AnItemThatKillsItsNodeEndsAsPoisonAndTheRestSucceed()
      throws IOException, InterruptedException {
    try (var reader = reader()) {
      BatchId id =
          reader.enqueue(
              Stream.concat(
                  Stream.concat(items(5), Stream.of(item(NodeProcess.QUEUE, NodeProcess.FATAL))),
                  IntStream.range(5, 40).mapToObj(i -> item(NodeProcess.QUEUE, "w" + i))));
      for (int i = 0; i < Jobs.MAX_KILLS; i++) {
        try (var node = NodeProcess.start(url, "node-a", 1)) {
          await().atMost(LONG).until(() -> !node.isAlive());
        }
      }
      try (var node = NodeProcess.start(url, "node-a", 1)) {
        await().atMost(LONG).until(() -> reader.jobs().find(id).orElseThrow().state().ended());
        assertThat(node.isAlive()).isTrue();
      }
      assertThat(reader.jobs().progress(id)).isEqualTo(new Batch.Progress(41, 40, 1, 0, 0));
      assertThat(reader.jobs().items(id, Item.State.FAILED, 0, 10))
          .extracting(Item::label)
          .containsExactly(NodeProcess.FATAL);
    }
  }

  @Test
  void p5ANodeThatIsTerminatedLetsRunningItemsEnd() throws IOException, InterruptedException {
    try (var reader = reader();
        var node = NodeProcess.start(url, "node-a", 500)) {
      BatchId id = reader.enqueue(items(40));
      awaitEnded(reader, id, 2);
      assertThat(node.terminate()).isIn(0, 143);
      int ended = reader.jobs().progress(id).ended();
      assertThat(runs(reader)).isEqualTo(ended);
      assertThat(states(reader)).contains("WAITING").doesNotContain("RUNNING");
    }
  }

  /** Waits, and checks on every look that the counts add up and match the rows. */
  private static void awaitEnded(TestNode reader, BatchId id, int ended) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          record Counts(int total, int counted, int rows) {}
          Counts counts =
              reader
                  .jdbc()
                  .sql(
                      """
                      select
                        (select total from jobs.batch where id = :id),
                        (select coalesce(sum(succeeded + failed + cancelled), 0)::int
                         from jobs.tally where batch_id = :id),
                        (select count(*)::int from jobs.item
                         where batch_id = :id
                           and state in ('SUCCEEDED', 'FAILED', 'CANCELLED'))
                      """)
                  .param("id", id.value())
                  .query((row, n) -> new Counts(row.getInt(1), row.getInt(2), row.getInt(3)))
                  .single();
          assertThat(counts.counted()).isEqualTo(counts.rows()).isLessThanOrEqualTo(counts.total());
          Batch.Progress progress = reader.jobs().progress(id);
          assertThat(progress.ended() + progress.remaining()).isEqualTo(progress.total());
          return counts.counted() >= ended;
        });
  }

  private static int runs(TestNode reader) {
    return reader.jdbc().sql("select count(*)::int from run").query(Integer.class).single();
  }

  private static List<String> states(TestNode reader) {
    return reader
        .jdbc()
        .sql("select distinct state from jobs.item")
        .query((row, n) -> row.getString(1))
        .list();
  }
}
