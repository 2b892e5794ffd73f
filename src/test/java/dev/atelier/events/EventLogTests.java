package dev.atelier.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.IntegrationTest;
import dev.atelier.TestCallers;
import dev.atelier.events.EventLog.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@Import({TestCallers.class, TwoNodes.class})
class EventLogTests {

  @Autowired EventLog events;
  @Autowired EventRepository repository;
  @Autowired TransactionTemplate transaction;

  private final String topic = UUID.randomUUID().toString();

  @Test
  void numbersEventsFromOneAndKeepsTheirOrder() {
    append("first", "second");
    append("third");

    assertThat(events.after(topic, 0, 10))
        .containsExactly(
            new Event(1, "first", "{\"n\":0}"),
            new Event(2, "second", "{\"n\":1}"),
            new Event(3, "third", "{\"n\":0}"));
    assertThat(events.after(topic, 1, 1)).extracting(Event::type).containsExactly("second");
  }

  @Test
  void keepsTextThatNeedsEscaping() {
    Map<String, String> data = Map.of("text", "a\nb\r\u0000\u2028\"é😀");
    transaction.executeWithoutResult(
        status -> events.append(topic, () -> List.of(new NewEvent("log", data))));

    assertThat(events.after(topic, 0, 1))
        .singleElement()
        .extracting(Event::data)
        .asString()
        .doesNotContain("\n", "\r")
        .contains("é😀");
  }

  @Test
  void refusesToAppendWithoutATransaction() {
    assertThatThrownBy(() -> events.append(topic, List::of))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void refusesATypeThatWouldBreakTheWire() {
    assertThatThrownBy(() -> new NewEvent("a\ndata: b", Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesNoGapWhenATransactionRollsBack() {
    append("kept");
    transaction.executeWithoutResult(status -> {
      events.append(topic, () -> List.of(new NewEvent("lost", Map.of())));
      status.setRollbackOnly();
    });
    append("kept");

    assertThat(events.after(topic, 0, 10)).extracting(Event::sequence).containsExactly(1L, 2L);
  }

  @Test
  void appendsNothingForNoEvents() {
    append();

    assertThat(events.after(topic, 0, 10)).isEmpty();
  }

  @Test
  void removesATopicWithItsEvents() {
    append("first");
    transaction.executeWithoutResult(status -> events.delete(topic));
    append("again");

    assertThat(events.after(topic, 0, 10)).extracting(Event::sequence).containsExactly(1L);
  }

  @Test
  void eightWritersSeeEachOthersEventsAndLeaveNoGap_T22() throws Exception {
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < 8; writer++) {
        writers.add(
            threads.submit(() -> {
              for (int i = 0; i < 50; i++) {
                appendCount();
              }
            }));
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }

    List<Event> all = events.after(topic, 0, 1_000);
    assertThat(all)
        .extracting(Event::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 400).boxed().toList());
    // Each supplier counted what those before it had committed.
    assertThat(all)
        .allSatisfy(event ->
            assertThat(event.data()).isEqualTo("{\"before\":%d}".formatted(event.sequence() - 1)));
  }

  private void appendCount() {
    transaction.executeWithoutResult(status ->
        events.append(
            topic,
            () ->
                List.of(
                    new NewEvent(
                        "count", Map.of("before", repository.after(topic, 0, 1_000).size())))));
  }

  private void append(String... types) {
    List<NewEvent> added = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      added.add(new NewEvent(types[i], Map.of("n", i)));
    }
    transaction.executeWithoutResult(status -> events.append(topic, () -> added));
  }
}
