package dev.atelier.posters;

import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.events.EventStreams;
import dev.atelier.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Opens a run's stream as existing clients know it. */
@Component
class JobStreams {

  private final PosterRuns runs;
  private final EventStreams streams;

  JobStreams(PosterRuns runs, EventStreams streams) {
    this.runs = runs;
    this.streams = streams;
  }

  /**
   * Opens the stream.
   *
   * @param withStatus whether the greeting says how far the run is
   */
  SseEmitter open(Caller caller, RunId id, @Nullable String lastEventId, boolean withStatus) {
    PosterRun run = runs.find(caller, id);
    String connection = "conn_%08x".formatted(ThreadLocalRandom.current().nextInt());
    return streams.open(
        caller,
        new EventStreams.Subscription(
            id.value(),
            lastEventId,
            sequence -> {
              List<NewEvent> greeting = new ArrayList<>();
              greeting.add(PosterEvents.connected(run, connection));
              if (withStatus) {
                greeting.add(PosterEvents.status(runs.status(caller, id)));
              }
              return greeting;
            },
            PosterEvents.LAST));
  }
}
