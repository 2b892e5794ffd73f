package dev.atelier.posters.save;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.events.EventLog.NewEvent;
import dev.atelier.jobs.Batch;
import dev.atelier.posters.save.SaveCheck.Checked;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of a save's stream, in the shapes of the older wire, which existing pages read. */
final class SaveEvents {

  /** The kind of a save's batch. */
  static final String KIND = "posters.save";

  static final String COMPLETE = "complete";
  static final String ERROR = "error";

  /** The types after which a stream ends; the second only where nothing could be saved at all. */
  static final Set<String> LAST = Set.of(COMPLETE, ERROR);

  private static final int MOST_MISSING_TOLD = 100;

  private SaveEvents() {}

  /** How much a line matters; the names are those of the wire. */
  enum Level {
    INFO,
    SUCCESS,
    WARNING,
    ERROR
  }

  /** What stands at the start: how much is to be done, and what cannot be. */
  static List<NewEvent> started(PosterSave save, List<Checked> checked) {
    List<NewEvent> events = new ArrayList<>();
    int total = checked.size();
    events.add(
        log(
            Level.INFO,
            "Saving %d posters as '%s'".formatted(total, save.campaign()),
            Map.of("total", total)));
    int missing = 0;
    for (int i = 0; i < total; i++) {
      if (checked.get(i).key() == null) {
        missing++;
        if (missing <= MOST_MISSING_TOLD) {
          String name = NewSaves.label(checked.get(i).wanted(), i + 1);
          events.add(
              log(
                  Level.ERROR,
                  name + ": has no user id and cannot be saved",
                  Map.of("row", i + 1, "username", name, "code", NewSaves.MISSING)));
        }
      }
    }
    events.add(progress(new Batch.Progress(total, 0, missing, 0, total - missing)));
    return events;
  }

  static NewEvent log(Level level, String message, Map<String, ?> details) {
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MICROS);
    return new NewEvent("log", new Log(level, message, now.toString(), details));
  }

  static NewEvent progress(Batch.Progress progress) {
    return new NewEvent(
        "progress",
        new Progress(
            progress.ended(),
            progress.total(),
            progress.succeeded(),
            failed(progress),
            percent(progress)));
  }

  static NewEvent complete(
      Batch.Progress progress, String status, List<Saved> results, List<NotSaved> failures) {
    return new NewEvent(
        COMPLETE,
        new Complete(
            status, progress.succeeded(), failed(progress), progress.total(), results, failures));
  }

  static NewEvent error(String error) {
    return new NewEvent(ERROR, new Failure(error));
  }

  /** This wire knows no cancelled posters: they were not saved. */
  static int failed(Batch.Progress progress) {
    return progress.failed() + progress.cancelled();
  }

  /** Per cent of the posters that have ended, to one decimal place. */
  static double percent(Batch.Progress progress) {
    return progress.total() == 0
        ? 100
        : Math.round(1000.0 * progress.ended() / progress.total()) / 10.0;
  }

  private record Log(Level level, String message, String timestamp, Map<String, ?> details) {}

  private record Progress(int processed, int total, int success, int failed, double percent) {}

  private record Complete(
      String status,
      int success,
      int failed,
      int total,
      List<Saved> results,
      List<NotSaved> failures) {}

  private record Failure(String error) {}

  /** A poster that is saved. */
  record Saved(String username, @Nullable Long userId, String posterUrl, boolean success) {}

  /** A poster that is not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NotSaved(String username, @Nullable Long userId, String error) {}
}
