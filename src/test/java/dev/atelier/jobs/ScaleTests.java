package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.TestDatabase;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScaleTests {

  private final String url = TestNode.migrate(TestDatabase.create());

  @Test
  void oneHundredThousandItemsAreNeverReadThrough() {
    var handler = TestHandler.of("test.work", 4, work -> new Done("done"));
    try (var node = TestNode.start(url, handler)) {
      BatchId large = BatchId.next();
      node.inTransaction(() -> {
        node.jobs()
            .enqueue(
                TestNode.batch(large),
                IntStream.range(0, 100_000).mapToObj(i -> item("test.work", "l" + i)));
        node.jobs().pause(large);
      });
      await()
          .until(() ->
              node.jdbc()
                  .sql(
                      "select last_analyze is not null from pg_stat_user_tables where relid = 'jobs.item'::regclass")
                  .query(Boolean.class)
                  .single());
      long before = statistic(node, "seq_scan");
      BatchId small =
          node.enqueue(IntStream.range(0, 500).mapToObj(i -> item("test.work", "s" + i)));
      node.awaitEnd(small);
      node.jobs().resume(large);
      await().until(() -> node.jobs().progress(large).succeeded() > 2_000);
      node.jobs().pause(large);
      assertThat(node.jobs().items(large, Item.State.WAITING, 50_000, 10)).hasSize(10);
      assertThat(node.jobs().items(large, null, 90_000, 10)).hasSize(10);
      // The sessions tell what they did with a delay: wait for all claims and successes.
      await().until(() -> statistic(node, "n_tup_upd") >= 2L * (500 + 2_000));
      assertThat(statistic(node, "seq_scan") - before).isZero();
    }
  }

  private static long statistic(TestNode node, String column) {
    return node.jdbc()
        .sql("select " + column + " from pg_stat_user_tables where relid = 'jobs.item'::regclass")
        .query(Long.class)
        .single();
  }
}
