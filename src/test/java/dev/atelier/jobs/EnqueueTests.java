package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.TestDatabase;
import dev.atelier.http.Problem;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.IllegalTransactionStateException;

class EnqueueTests {

  private final String url = TestNode.migrate(TestDatabase.create());
  private final RecordingListener listener = new RecordingListener();
  private final TestHandler handler = TestHandler.of("test.work", 2, work -> new Done("done"));

  @Test
  void needsATransaction() {
    try (var node = TestNode.start(url, handler)) {
      assertThatThrownBy(() -> node.jobs().enqueue(TestNode.batch(BatchId.next()), Stream.of()))
          .isInstanceOf(IllegalTransactionStateException.class);
    }
  }

  @Test
  void p8AStreamThatBreaksOffLeavesNothingBehind() {
    try (var node = TestNode.start(url, handler)) {
      Problem problem = Problem.invalid("bad_row", "Row 30,001 is bad.");
      BatchId id = BatchId.next();
      Stream<Jobs.NewItem> items =
          IntStream.rangeClosed(1, 40_000)
              .mapToObj(i -> {
                if (i == 30_001) {
                  throw problem;
                }
                return item("test.work", "w" + i);
              });
      assertThatThrownBy(
              () -> node.inTransaction(() -> node.jobs().enqueue(TestNode.batch(id), items)))
          .isSameAs(problem);
      assertThat(node.jobs().find(id)).isEmpty();
      assertThat(node.jdbc().sql("select count(*) from jobs.item").query(Long.class).single())
          .isZero();
    }
  }

  @Test
  void anErrorOfTheDatabaseThatNobodyKnowsIsShownAsItIs() {
    TestNode.execute(
        url,
        "create function refuse() returns trigger language plpgsql as"
            + " 'begin raise exception ''not today''; end'",
        "create trigger refuse before insert on jobs.item execute function refuse()");
    try (var node = TestNode.start(url, handler)) {
      assertThatThrownBy(() -> node.enqueue(Stream.of(item("test.work", "a"))))
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("not today");
    }
  }

  @Test
  void theStreamMayUseTheSameTransaction() {
    try (var node = TestNode.start(url, handler)) {
      BatchId id =
          node.enqueue(
              IntStream.rangeClosed(1, 5)
                  .mapToObj(i -> node.jdbc().sql("select 'w'").query(String.class).single())
                  .map(input -> item("test.work", input)));
      node.awaitEnd(id);
      assertThat(node.jobs().progress(id).succeeded()).isEqualTo(5);
    }
  }

  @Test
  void keepsEveryCharacterButZero() {
    String nasty = "tab\t line\n return\r back\\slash \\N \\. quote\" ' é 漢 🎨";
    try (var node = TestNode.start(url, handler)) {
      BatchId id = node.enqueue(Stream.of(item("test.work", nasty), item("test.work", "a\u0000b")));
      node.awaitEnd(id);
      List<Item> items = node.jobs().items(id, null, 0, 10);
      assertThat(items).extracting(Item::label).containsExactly(nasty, "a\uFFFDb");
      assertThat(handler.inputs()).containsExactlyInAnyOrder(nasty, "a\u0000b");
    }
  }

  @Test
  void refusesAQueueThatNobodyWorksOn() {
    try (var node = TestNode.start(url, handler)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> node.enqueue(Stream.of(item("test.unknown", "a"))));
    }
  }

  @Test
  void itemsThatCannotStartFailAtOnceAndAreNotRetried() {
    try (var node = TestNode.start(url, handler, listener)) {
      var failure = new Item.Failure("username_missing", "Row 2 has no username.");
      BatchId id =
          node.enqueue(
              Stream.of(
                  item("test.work", "a"),
                  new Jobs.NewItem("test.work", "", Map.of(), null, failure)));
      node.awaitEnd(id);
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(2, 1, 1, 0, 0));
      assertThat(node.jobs().items(id, Item.State.FAILED, 0, 10).getFirst().failure())
          .isEqualTo(failure);
      assertThat(node.jobs().retryFailed(id)).isZero();
    }
  }

  @Test
  void aBatchOfWhichNothingCanStartEnds() {
    try (var node = TestNode.start(url, handler, listener)) {
      var failure = new Item.Failure("username_missing", "No username.");
      BatchId id =
          node.enqueue(Stream.of(new Jobs.NewItem("test.work", "", Map.of(), null, failure)));
      assertThat(node.awaitEnd(id).state()).isEqualTo(Batch.State.COMPLETED);
      assertThat(listener.batches()).hasSize(1);
    }
  }
}
