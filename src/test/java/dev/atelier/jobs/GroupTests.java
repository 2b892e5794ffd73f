package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.grouped;
import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.TestDatabase;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import dev.atelier.jobs.JobHandler.Outcome.MoveTo;
import dev.atelier.providers.ProviderException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupTests {

  private final String url = TestNode.migrate(TestDatabase.create());
  private final RecordingListener listener = new RecordingListener();

  private static Stream<Jobs.NewItem> twoGroups() {
    return Stream.of(
        grouped("test.first", "a1", "a"),
        grouped("test.first", "a2", "a"),
        grouped("test.first", "b1", "b"),
        item("test.second", "c1"),
        grouped("test.first", "a3", "a"));
  }

  @Test
  void aGroupMovesOnWithItsLeader() {
    var first = TestHandler.of("test.first", 3, work -> new MoveTo("test.second"));
    var second = TestHandler.of("test.second", 3, work -> new Done("done"));
    try (var node = TestNode.start(url, first, second, listener)) {
      BatchId id = node.enqueue(twoGroups());
      node.awaitEnd(id);
      assertThat(first.inputs()).containsExactlyInAnyOrder("a1", "b1");
      assertThat(second.inputs()).containsExactlyInAnyOrder("a1", "a2", "a3", "b1", "c1");
      assertThat(node.jobs().progress(id).succeeded()).isEqualTo(5);
    }
  }

  @Test
  void aLargeGroupFailsInManyTransactionsAfterOneCall() {
    var first =
        TestHandler.of(
            "test.first",
            3,
            work -> {
              throw ProviderException.rejected("not_found", "Nobody of that name.");
            });
    try (var node = TestNode.start(url, first, listener)) {
      BatchId id =
          node.enqueue(
              IntStream.rangeClosed(1, 1_700).mapToObj(i -> grouped("test.first", "a" + i, "a")));
      node.awaitEnd(id);
      assertThat(first.inputs()).containsExactly("a1");
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(1_700, 0, 1_700, 0, 0));
      assertThat(listener.items()).hasSize(1_700);
      assertThat(transactionsThatEnded(node, id)).isGreaterThan(3);
    }
  }

  private static long transactionsThatEnded(TestNode node, BatchId id) {
    return node.jdbc()
        .sql("select count(distinct xmin::text) from jobs.item where batch_id = :id")
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  @Test
  void aGroupFailsWithItsLeaderAndIsRetriedWithOneLeader() {
    var broken = new AtomicBoolean(true);
    var first =
        TestHandler.of(
            "test.first",
            3,
            work -> {
              if (broken.get() && work.input().startsWith("a")) {
                throw ProviderException.rejected("not_found", "Nobody of that name.");
              }
              return new MoveTo("test.second");
            });
    var second = TestHandler.of("test.second", 3, work -> new Done("done"));
    try (var node = TestNode.start(url, first, second, listener)) {
      BatchId id = node.enqueue(twoGroups());
      node.awaitEnd(id);
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(5, 2, 3, 0, 0));
      assertThat(node.jobs().items(id, Item.State.FAILED, 0, 10))
          .hasSize(3)
          .allSatisfy(item ->
              assertThat(item.failure())
                  .isEqualTo(new Item.Failure("not_found", "Nobody of that name.")));
      assertThat(listener.items()).hasSize(5);
      broken.set(false);
      first.runs().clear();
      assertThat(node.jobs().retryFailed(id)).isEqualTo(3);
      node.awaitEnd(id);
      assertThat(first.inputs()).containsExactly("a1");
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(5, 5, 0, 0, 0));
    }
  }

  @Test
  void itemsOfAGroupThatEndThereStartOneAfterTheOther() {
    var only = TestHandler.of("test.first", 3, work -> new Done("done"));
    var second = TestHandler.of("test.second", 3, work -> new Done("done"));
    try (var node = TestNode.start(url, only, second, listener)) {
      BatchId id = node.enqueue(twoGroups());
      node.awaitEnd(id);
      assertThat(only.inputs()).containsSubsequence("a1", "a2", "a3");
      assertThat(node.jobs().progress(id).succeeded()).isEqualTo(5);
    }
  }
}
