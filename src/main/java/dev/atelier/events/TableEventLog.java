package dev.atelier.events;

import dev.atelier.database.Signals;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

@Component
class TableEventLog implements EventLog {

  /** The channel that carries a topic's name after each append. */
  static final String CHANNEL = "events";

  private final EventRepository repository;
  private final Signals signals;
  private final JsonMapper json;

  TableEventLog(EventRepository repository, Signals signals, JsonMapper json) {
    this.repository = repository;
    this.signals = signals;
    this.json = json;
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(String topic, Supplier<List<NewEvent>> events) {
    repository.hold(topic);
    List<NewEvent> added = events.get();
    if (added.isEmpty()) {
      return;
    }
    repository.append(
        topic,
        added.stream().map(NewEvent::type).toArray(String[]::new),
        added.stream().map(event -> json.writeValueAsString(event.data())).toArray(String[]::new));
    signals.send(CHANNEL, topic);
  }

  @Override
  public List<Event> after(String topic, long sequence, int limit) {
    return repository.after(topic, sequence, limit);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void retract(String topic, Set<String> types) {
    repository.retract(topic, types);
  }

  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public void delete(String topic) {
    repository.delete(topic);
  }
}
