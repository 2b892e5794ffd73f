package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.posters.RowFindings.Finding;
import dev.atelier.posters.library.OwnAssets;
import dev.atelier.posters.library.TemplateAssets;
import dev.atelier.posters.template.PosterTemplate;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageTexts;
import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.RemoteImages;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Tells what a run would trip over, row by row. Draws nothing and keeps nothing. */
@Component
class RowChecks {

  private final ProfileDirectory directory;
  private final PageTexts texts;
  private final PageRenderer renderer;
  private final RemoteImages images;
  private final OwnAssets assets;
  private final KnownIds knownIds;

  RowChecks(
      ProfileDirectory directory,
      PageTexts texts,
      PageRenderer renderer,
      RemoteImages images,
      OwnAssets assets,
      KnownIds knownIds) {
    this.directory = directory;
    this.texts = texts;
    this.renderer = renderer;
    this.images = images;
    this.assets = assets;
    this.knownIds = knownIds;
  }

  /**
   * What was found.
   *
   * @param incomplete what time or circumstances cut short: {@code texts}, {@code images} or {@code
   *     ids}; empty when every row was checked
   * @param unchecked how many rows each of those is about
   * @param total number of findings, of which some may not be listed
   * @param counts of findings by rule
   * @param findings the first 200 of each rule, by row
   */
  record Report(
      int rows,
      List<String> incomplete,
      Map<String, Integer> unchecked,
      int total,
      Map<String, Integer> counts,
      List<Finding> findings) {}

  /**
   * Checks the rows of an order.
   *
   * @param ids whether the ids of rows are compared with the directory's
   */
  Report check(Caller caller, NewRuns.Order order, Stream<PosterRow> rows, boolean ids) {
    var time = new CheckTime();
    boolean online = ids && !directory.offline();
    var findings = new RowFindings();
    PosterTemplate template =
        PosterTemplate.compile(
            order.template(), Placeholders.of(order.columns(), order.template()));
    NewRuns.templateWarnings(template)
        .forEach(warning -> findings.add(null, null, warning.code(), warning.message()));
    TemplateAssets design = assets.of(caller.id(), order.template(), null);
    var scan = new RowScan(order, template, findings, texts::hasGlyph, !online);
    var pictures = new RowPictures(images, design, findings, time);
    var askedIds = new RowIds(knownIds, findings, time);
    List<RowTexts> measured = new ArrayList<>(1);
    try (rows;
        pictures;
        askedIds) {
      for (Iterator<PosterRow> each = rows.iterator(); each.hasNext(); ) {
        PosterRow row = each.next();
        int number = scan.add(row);
        time.rows(number);
        if (row.error() == null) {
          if (measured.isEmpty()) {
            Page page = page(order, template, design, row, scan.names());
            measured.add(
                new RowTexts(texts, page, scan.names(), findings, time, renderer.capacity()));
          }
          measured.getFirst().add(number, scan.texts(row));
          template
              .imageReferences(name -> PosterComposer.own(name, row))
              .forEach(address -> pictures.add(number, address));
          Long userId = row.userId();
          if (online && userId != null) {
            askedIds.add(number, row.username(), userId);
          }
        }
      }
    } finally {
      measured.forEach(RowTexts::close);
    }
    int count = scan.finish();
    if (count == 0) {
      throw Problem.invalid("no_rows", "There are no rows to make posters of");
    }
    Map<String, Integer> unchecked = new LinkedHashMap<>();
    unchecked.put("texts", measured.stream().mapToInt(RowTexts::unchecked).sum());
    unchecked.put("images", pictures.unchecked());
    unchecked.put("ids", askedIds.unchecked());
    unchecked.values().removeIf(missed -> missed == 0);
    return new Report(
        count,
        List.copyOf(unchecked.keySet()),
        unchecked,
        findings.total(),
        findings.counts(),
        findings.list());
  }

  /** What is no text on it is the first row's: attributes, styles, and neutral pictures. */
  private static Page page(
      NewRuns.Order order,
      PosterTemplate template,
      TemplateAssets design,
      PosterRow first,
      List<String> names) {
    String html =
        template.fillMarked(
            name -> PosterComposer.own(name, first), name -> PageTexts.mark(names.indexOf(name)));
    return new Page(
        design.withFonts(html), order.size().width(), order.size().height(), Format.PNG);
  }
}
