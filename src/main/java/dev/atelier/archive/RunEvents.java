package dev.atelier.archive;

import dev.atelier.events.EventLog;
import dev.atelier.events.EventLog.NewEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run's stream tells: that something changed, not what; readers ask for the rest. */
final class RunEvents {

  static final String CHANGED = "progress";
  static final String ENDED = "ended";
  static final Set<String> LAST = Set.of(ENDED);

  private RunEvents() {}

  static String topic(RunId run) {
    return "archive/" + run;
  }

  static void changed(EventLog events, Run run) {
    append(events, run, CHANGED);
  }

  static void ended(EventLog events, Run run) {
    append(events, run, ENDED);
  }

  private static void append(EventLog events, Run run, String type) {
    events.append(
        topic(run.id()), () -> List.of(new NewEvent(type, Map.of("run", run.id().toString()))));
  }
}
