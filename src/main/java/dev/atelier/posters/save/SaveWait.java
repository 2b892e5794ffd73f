package dev.atelier.posters.save;

import dev.atelier.http.Problem;
import dev.atelier.posters.save.PosterSave.Status;
import java.time.Duration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Waits for the end of a save, for the one route whose clients expect that. */
@Component
class SaveWait {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final PosterSaves saves;
  private volatile boolean stopping;

  SaveWait(PosterSaves saves) {
    this.saves = saves;
  }

  Status untilEnded(PosterSave save) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      Status status = saves.status(save);
      if (status.batch().state().ended()) {
        return status;
      }
      if (stopping || System.nanoTime() > end) {
        throw Problem.unavailable(
            "still_saving",
            "The posters are still being saved; ask /api/save-bulk-posters/%s/status"
                .formatted(save.id()),
            Duration.ofSeconds(10),
            null);
      }
      Thread.sleep(PAUSE);
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping = true;
  }
}
