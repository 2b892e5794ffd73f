package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.TestDatabase;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import dev.atelier.jobs.JobHandler.Outcome.MoveTo;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunBatchTests {

  private final String url = TestNode.migrate(TestDatabase.create());
  private final RecordingListener listener = new RecordingListener();

  @Test
  void everyItemOfABatchRunsAndTheBatchEndsOnce() {
    var handler = TestHandler.of("test.work", 3, work -> new Done("did " + work.input()));
    try (var node = TestNode.start(url, handler, listener)) {
      BatchId id =
          node.enqueue(IntStream.rangeClosed(1, 200).mapToObj(i -> item("test.work", "w" + i)));
      await().until(() -> node.jobs().find(id).orElseThrow().state().ended());
      assertThat(node.jobs().progress(id)).isEqualTo(new Batch.Progress(200, 200, 0, 0, 0));
      assertThat(handler.inputs()).hasSize(200).doesNotHaveDuplicates();
      assertThat(listener.items()).hasSize(200);
      assertThat(listener.batches())
          .singleElement()
          .satisfies(batch -> assertThat(batch.state()).isEqualTo(Batch.State.COMPLETED));
      assertThat(node.jobs().items(id, null, 0, 1000))
          .hasSize(200)
          .allSatisfy(item -> {
            assertThat(item.output()).isEqualTo("\"did w" + item.position() + "\"");
            assertThat(item.attempts()).isEqualTo(1);
            assertThat(item.startedAt()).isNotNull();
            assertThat(item.workTime()).isNotNull();
          });
    }
  }

  @Test
  void anItemMovesThroughQueuesInOneBatch() {
    var first = TestHandler.of("test.first", 2, work -> new MoveTo("test.second"));
    var second = TestHandler.perNode("test.second", 2, work -> new Done("done"));
    try (var node = TestNode.start(url, first, second, listener)) {
      BatchId id =
          node.enqueue(IntStream.rangeClosed(1, 20).mapToObj(i -> item("test.first", "w" + i)));
      await().until(() -> node.jobs().find(id).orElseThrow().state().ended());
      assertThat(node.jobs().progress(id).succeeded()).isEqualTo(20);
      assertThat(second.inputs()).hasSize(20);
    }
  }
}
