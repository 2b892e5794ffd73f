package dev.atelier.posters;

import static java.util.Comparator.reverseOrder;
import static java.util.Objects.requireNonNull;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.posters.PosterComposer.Composition;
import dev.atelier.posters.PosterRun.Warning;
import dev.atelier.posters.library.OwnAssets;
import dev.atelier.posters.library.TemplateAssets;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageRenderer.Picture;
import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Draws the first and the longest rows of an upload and tells what the run would trip over. Keeps
 * nothing.
 */
@Component
class PosterPreviews {

  private static final int SAMPLES = 3;
  private static final int MAX_ROW_WARNINGS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ProfileDirectory directory;
  private final LookupTurns turns;
  private final PosterComposer composer;
  private final PageRenderer renderer;
  private final OwnAssets assets;

  PosterPreviews(
      ProfileDirectory directory,
      LookupTurns turns,
      PosterComposer composer,
      PageRenderer renderer,
      OwnAssets assets) {
    this.directory = directory;
    this.turns = turns;
    this.composer = composer;
    this.renderer = renderer;
    this.assets = assets;
  }

  /**
   * What a run of the upload would be.
   *
   * @param missing placeholders that neither a column nor a looked-up profile fills
   * @param posters the first three rows and the three with the longest texts, as they would come
   *     out
   */
  record Preview(
      int rows,
      List<String> columns,
      List<String> usedColumns,
      List<String> unusedColumns,
      List<String> missing,
      List<Warning> warnings,
      List<Sample> posters) {}

  /**
   * A row as it would come out.
   *
   * @param image a {@code data:} URL; null where there is an error instead
   */
  record Sample(
      int row,
      String username,
      @Nullable String image,
      PosterRow.@Nullable RowError error,
      List<Warning> warnings) {}

  /** What the samples are drawn from. */
  private record Design(
      NewRuns.Order order, RunOptions options, PosterTemplate template, TemplateAssets assets) {}

  Preview preview(
      Caller caller, NewRuns.Order order, RunOptions options, Stream<PosterRow> people) {
    PosterTemplate template =
        PosterTemplate.compile(
            order.template(), Placeholders.of(order.columns(), order.template()));
    var scan = new Scan(template.textPlaceholders());
    try (Stream<PosterRow> rows = people) {
      rows.forEach(scan::add);
    }
    if (scan.rows == 0) {
      throw Problem.invalid("no_rows", "There are no rows to make posters of");
    }
    List<Warning> warnings = new ArrayList<>(NewRuns.templateWarnings(template));
    warnings.addAll(scan.warnings());
    Set<String> used = template.placeholders();
    return new Preview(
        scan.rows,
        order.columns(),
        order.columns().stream().filter(used::contains).toList(),
        order.columns().stream().filter(column -> !used.contains(column)).toList(),
        missing(template, order, scan),
        warnings,
        samples(
            new Design(order, options, template, assets.of(caller.id(), order.template(), null)),
            scan.samples()));
  }

  /** Names in braces that no column has, but for those that looked-up profiles fill. */
  private static List<String> missing(PosterTemplate template, NewRuns.Order order, Scan scan) {
    Set<String> missing = template.unknownNames();
    if (!scan.lookups) {
      missing.addAll(template.placeholders());
      order.columns().forEach(missing::remove);
    }
    return List.copyOf(missing);
  }

  /** The samples are drawn side by side, as a run would draw them. */
  private List<Sample> samples(Design design, List<Numbered> rows) {
    return rows.parallelStream().map(row -> sample(row.number(), design, row.row())).toList();
  }

  private Sample sample(int number, Design design, PosterRow row) {
    String label = row.label(number);
    if (row.error() != null) {
      return new Sample(number, label, null, row.error(), List.of());
    }
    try {
      Profile profile = row.needsLookup() ? lookUp(row) : null;
      NewRuns.Order order = design.order();
      Composition composition =
          composer.compose(
              design.template(),
              design.assets(),
              row,
              profile,
              false,
              design.options(),
              order.size());
      Page page =
          new Page(
              composition.html(),
              order.size().width(),
              order.size().height(),
              sampleOutput(order.output()));
      Picture picture = renderer.render(page);
      String image =
          "data:%s;base64,%s"
              .formatted(
                  picture.format().contentType(),
                  Base64.getEncoder().encodeToString(picture.bytes()));
      List<Warning> warnings = new ArrayList<>(composition.warnings());
      warnings.addAll(Drawing.of(picture).warnings());
      if (BlankPicture.is(picture, page)) {
        warnings.add(new Warning("blank_picture", "The poster shows nothing, and will fail"));
      }
      return new Sample(number, label, image, null, warnings);
    } catch (ProviderException e) {
      return new Sample(
          number, label, null, new PosterRow.RowError(e.code(), e.getMessage()), List.of());
    }
  }

  private Profile lookUp(PosterRow row) {
    return turns.ask(() -> LookUpProfileHandler.ask(directory, row), PATIENCE);
  }

  /** A preview is looked at in a page, which shows pictures and is small. */
  private static Output sampleOutput(Output ordered) {
    return ordered.format() == Format.PDF
        ? Output.of(Format.PNG)
        : new Output(ordered.format(), 1, ordered.quality());
  }

  private record Numbered(int number, PosterRow row, int length) {}

  /** Goes over all rows once and keeps the first ones, and those with the longest texts. */
  private static final class Scan {
    private final RowNames names = new RowNames();
    private final List<Numbered> first = new ArrayList<>();
    private final PriorityQueue<Numbered> longest =
        new PriorityQueue<>(
            Comparator.comparingInt(Numbered::length)
                .thenComparing(Numbered::number, reverseOrder()));
    private final Set<String> texts;
    private final List<Warning> rowWarnings = new ArrayList<>();
    private int rows;
    private int refused;
    private boolean lookups;

    Scan(Set<String> texts) {
      this.texts = texts;
    }

    void add(PosterRow row) {
      rows = names.add(row);
      keep(new Numbered(rows, row, length(row)));
      PosterRow.RowError error = row.error();
      if (error == null) {
        lookups |= row.userId() == null;
      } else if (++refused <= MAX_ROW_WARNINGS) {
        rowWarnings.add(new Warning(error.code(), error.message(), rows));
      }
    }

    private int length(PosterRow row) {
      return texts.stream().mapToInt(name -> PosterComposer.own(name, row).length()).sum();
    }

    private void keep(Numbered row) {
      if (first.size() < SAMPLES) {
        first.add(row);
      } else if (row.row().error() == null) {
        longest.add(row);
        if (longest.size() > SAMPLES) {
          longest.remove();
        }
      }
    }

    /** The first rows in their order, then the longest of the others, longest first. */
    List<Numbered> samples() {
      return Stream.concat(
              first.stream(),
              longest.stream().sorted(requireNonNull(longest.comparator()).reversed()))
          .toList();
    }

    List<Warning> warnings() {
      List<Warning> all = new ArrayList<>(names.withDuplicates(rowWarnings));
      if (refused > MAX_ROW_WARNINGS) {
        all.add(
            new Warning(
                "more_rows_refused",
                "%,d more rows cannot become posters".formatted(refused - MAX_ROW_WARNINGS)));
      }
      return all;
    }
  }
}
