package dev.atelier.jobs;

import static dev.atelier.jobs.TestNode.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.TestDatabase;
import dev.atelier.identity.UserId;
import dev.atelier.jobs.JobHandler.Outcome.Done;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FairnessTests {

  private final String url = TestNode.migrate(TestDatabase.create());
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final TestHandler handler =
      TestHandler.of(
          "test.work",
          1,
          work -> {
            started.countDown();
            gate.await();
            return new Done("done");
          });

  private static Stream<Jobs.NewItem> items(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> item("test.work", name + i));
  }

  @Test
  void p32AnOwnersOneItemIsTakenBeforeTheRestOfAnothersLargeBatch() throws InterruptedException {
    try (var node = TestNode.start(url, handler)) {
      node.enqueue(new UserId(UUID.randomUUID()), items("large", 10_000));
      started.await();
      BatchId small = node.enqueue(new UserId(UUID.randomUUID()), items("small", 1));
      gate.countDown();
      node.awaitEnd(small);
      assertThat(handler.inputs().indexOf("small0")).isEqualTo(1);
    }
  }

  @Test
  void p32ASecondBatchOfTheSameOwnerDoesNotWaitForTheFirst() throws InterruptedException {
    try (var node = TestNode.start(url, handler)) {
      node.enqueue(items("large", 10_000));
      started.await();
      BatchId second = node.enqueue(items("second", 1));
      BatchId third = node.enqueue(items("third", 1));
      gate.countDown();
      node.awaitEnd(second);
      node.awaitEnd(third);
      assertThat(handler.inputs().subList(1, 3)).containsExactlyInAnyOrder("second0", "third0");
    }
  }

  @Test
  void p32OwnersTakeTurnsHoweverManyBatchesTheyHave() throws InterruptedException {
    var busy = new UserId(UUID.randomUUID());
    var modest = new UserId(UUID.randomUUID());
    try (var node = TestNode.start(url, handler)) {
      node.enqueue(items("first", 1));
      started.await();
      for (int i = 0; i < 5; i++) {
        node.enqueue(busy, items("busy", 20));
      }
      BatchId last = node.enqueue(modest, items("modest", 3));
      gate.countDown();
      node.awaitEnd(last);
      // Work this fast is taken in chunks, the first of which are small.
      assertThat(handler.inputs().indexOf("modest0")).isLessThanOrEqualTo(3);
    }
  }
}
