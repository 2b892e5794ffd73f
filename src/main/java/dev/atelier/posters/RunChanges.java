package dev.atelier.posters;

import dev.atelier.events.EventLog;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.Item;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewItem;
import dev.atelier.posters.RunLogRepository.Level;
import dev.atelier.posters.table.CsvFile;
import dev.atelier.posters.template.PosterTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes rows and the template of runs that have ended, so that only what looks different is drawn
 * again. A row that was changed shows its old picture until the new one is stored.
 */
@Component
class RunChanges {

  private static final int MAX_ROWS = 1_000;

  private final PosterRuns runs;
  private final PosterRunRepository repository;
  private final PosterRows rows;
  private final OldPictureRepository oldPictures;
  private final RunLogRepository logs;
  private final Jobs jobs;
  private final EventLog events;
  private final TransactionTemplate transaction;

  RunChanges(
      PosterRuns runs,
      PosterRunRepository repository,
      PosterRows rows,
      OldPictureRepository oldPictures,
      RunLogRepository logs,
      Jobs jobs,
      EventLog events,
      TransactionTemplate transaction) {
    this.runs = runs;
    this.repository = repository;
    this.rows = rows;
    this.oldPictures = oldPictures;
    this.logs = logs;
    this.jobs = jobs;
    this.events = events;
    this.transaction = transaction;
  }

  /**
   * What a change comes to.
   *
   * @param left the pictures of removed rows
   */
  private record Plan(
      @Nullable PosterTemplate template, String html, Jobs.Change items, List<String> left) {

    boolean empty() {
      return template == null
          && items.replaced().isEmpty()
          && items.removed().isEmpty()
          && items.added().isEmpty();
    }
  }

  /**
   * Applies a change as a whole.
   *
   * @throws Problem 409 while the run is at work and when it was changed since, 422 that names what
   *     is wrong
   */
  RunStatus apply(Caller caller, RunId id, RunChange change) {
    RunStatus before = runs.status(caller, id);
    Integer revision = change.revision();
    if (revision == null) {
      throw RowEdits.wrong("revision", "is required");
    }
    if (!before.batch().state().ended()) {
      throw Problem.conflict(
          "run_in_progress", "A run can be changed when it has ended; wait for it or cancel it");
    }
    if (before.batch().revision() != revision) {
      throw changedMeanwhile();
    }
    Plan plan = plan(before, change, revision);
    if (!plan.empty()) {
      transaction.executeWithoutResult(status -> apply(before.run(), plan));
    }
    return runs.status(caller, id);
  }

  private void apply(PosterRun run, Plan plan) {
    OptionalInt waiting = jobs.change(run.batch(), plan.items());
    if (waiting.isEmpty()) {
      throw changedMeanwhile();
    }
    oldPictures.add(plan.left());
    PosterTemplate template = plan.template();
    if (template != null) {
      repository.setTemplate(run.id(), plan.html(), warnings(run, template));
    }
    if (waiting.getAsInt() == 0) {
      return;
    }
    String message = "Changed: checking %d rows".formatted(waiting.getAsInt());
    Map<String, Object> details = Map.of("rows", waiting.getAsInt());
    logs.append(run.id(), Level.INFO, message, details);
    // The run has not ended after all.
    events.retract(run.id().value(), PosterEvents.LAST);
    events.append(
        run.id().value(), () -> List.of(PosterEvents.log(run, Level.INFO, message, details)));
  }

  private Plan plan(RunStatus before, RunChange change, int revision) {
    PosterRun run = before.run();
    List<RunChange.RowChange> edits = complete("rows", change.rows());
    List<RunChange.NewRow> added = complete("added", change.added());
    Set<Integer> removed = new HashSet<>(complete("removed", change.removed()));
    refuseTooMany(edits.size() + added.size() + removed.size());
    Map<Integer, Item> items = items(run, edits, removed);
    String html = change.template();
    PosterTemplate template =
        html == null || html.equals(run.template())
            ? null
            : PosterTemplate.compile(html, Placeholders.of(run.columns(), html));
    Jobs.Change all =
        new Jobs.Change(
            revision,
            template != null,
            replaced(run, edits, items, removed),
            removed,
            added(run, added));
    int total = before.progress().total() - removed.size() + added.size();
    refuseTotal(total);
    return new Plan(template, html == null ? run.template() : html, all, pictures(items, removed));
  }

  private List<String> pictures(Map<Integer, Item> items, Set<Integer> removed) {
    return items.values().stream()
        .filter(item -> removed.contains(item.position()))
        .flatMap(item -> Optional.ofNullable(rows.lastPoster(item)).stream())
        .map(RenderedPoster::media)
        .toList();
  }

  private Map<Integer, Item> items(
      PosterRun run, List<RunChange.RowChange> edits, Set<Integer> removed) {
    Set<Integer> wanted = new HashSet<>(removed);
    for (int i = 0; i < edits.size(); i++) {
      Integer row = edits.get(i).row();
      if (row == null || !wanted.add(row)) {
        throw RowEdits.wrong(
            "rows[%d].row".formatted(i),
            row == null ? "is required" : "names a row twice, or one that is removed");
      }
    }
    Map<Integer, Item> found =
        jobs.itemsAt(run.batch(), wanted).stream()
            .collect(Collectors.toMap(Item::position, Function.identity()));
    for (Integer row : wanted) {
      if (!found.containsKey(row)) {
        throw Problem.invalid(
            "unknown_row",
            "This run has no row %d".formatted(row),
            new FieldError(removed.contains(row) ? "removed" : "rows", "has no row " + row));
      }
    }
    return found;
  }

  /** The edits that change something. */
  private Map<Integer, NewItem> replaced(
      PosterRun run,
      List<RunChange.RowChange> edits,
      Map<Integer, Item> items,
      Set<Integer> removed) {
    Map<Integer, NewItem> replaced = new HashMap<>();
    for (int i = 0; i < edits.size(); i++) {
      Item item = items.get(edits.get(i).row());
      if (item == null || removed.contains(item.position())) {
        continue;
      }
      PosterRow row = rows.row(item);
      PosterRow edited =
          RowEdits.edited(row, edits.get(i).values(), run, "rows[%d].values".formatted(i));
      if (!edited.equals(row)) {
        replaced.put(item.position(), PosterRuns.item(edited, item.position()));
      }
    }
    return replaced;
  }

  private static List<NewItem> added(PosterRun run, List<RunChange.NewRow> added) {
    List<NewItem> items = new ArrayList<>();
    for (int i = 0; i < added.size(); i++) {
      PosterRow row = RowEdits.added(added.get(i).values(), run, "added[%d].values".formatted(i));
      // It has a username, so its label does not need its number.
      items.add(PosterRuns.item(row, 0));
    }
    return items;
  }

  /** What the new template warns of, and what the rows did. */
  private static List<PosterRun.Warning> warnings(PosterRun run, PosterTemplate template) {
    List<PosterRun.Warning> warnings = new ArrayList<>(NewRuns.templateWarnings(template));
    run.warnings().stream()
        .filter(warning -> !warning.code().equals(NewRuns.TEMPLATE_WARNING))
        .forEach(warnings::add);
    return warnings;
  }

  private static void refuseTooMany(int changed) {
    if (changed > MAX_ROWS) {
      throw Problem.tooLarge(
          "too_many_rows", "A change names at most %,d rows".formatted(MAX_ROWS));
    }
  }

  private static void refuseTotal(int total) {
    if (total < 1) {
      throw Problem.invalid(
          "no_rows", "A run keeps at least one row", new FieldError("removed", "leaves no row"));
    }
    if (total > CsvFile.MAX_ROWS) {
      throw Problem.tooLarge(
          "too_many_rows", "A run has at most %,d rows".formatted(CsvFile.MAX_ROWS));
    }
  }

  private static Problem changedMeanwhile() {
    return Problem.conflict(
        "run_changed", "The run was changed meanwhile; read it again and repeat your change");
  }

  private static <T> List<T> complete(String field, @Nullable List<@Nullable T> sent) {
    if (sent == null) {
      return List.of();
    }
    List<T> complete = new ArrayList<>();
    for (T element : sent) {
      if (element == null) {
        throw RowEdits.wrong("%s[%d]".formatted(field, complete.size()), "must not be null");
      }
      complete.add(element);
    }
    return complete;
  }
}
