package dev.atelier.posters;

import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Output;
import dev.atelier.providers.PageRenderer.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One template for many rows. How far it is stands in its batch.
 *
 * @param template the HTML as it was given
 * @param columns the columns whose placeholders are filled, in the order of the file; none where
 *     people are named by username or id alone
 * @param size a preset's name, or {@code custom}
 * @param offlineProfiles whether missing ids come from profiles made up on this machine
 * @param templateAt since when it has this template
 * @param byIdentifiers whether people are named by username or id alone, so that profiles tell
 *     everything
 */
record PosterRun(
    RunId id,
    BatchId batch,
    UserId owner,
    String name,
    String template,
    List<String> columns,
    String size,
    int width,
    int height,
    Output output,
    boolean offlineProfiles,
    List<Warning> warnings,
    Instant createdAt,
    Instant templateAt,
    boolean byIdentifiers) {

  PosterRun {
    columns = List.copyOf(columns);
    warnings = List.copyOf(warnings);
  }

  Format format() {
    return output.format();
  }

  PosterSize posterSize() {
    return new PosterSize(size, width, height);
  }

  /** The page of one of its posters. */
  Page page(String html) {
    return new Page(html, width, height, output);
  }

  /**
   * Something the person should know, which stops nothing.
   *
   * @param row the row it is about, from 1; null where it is about the whole run
   */
  record Warning(String code, String message, @Nullable Integer row) {

    static final String TEXT_CUT = "text_cut";

    Warning(String code, String message) {
      this(code, message, null);
    }

    /** For texts that a picture shows only the beginning of. */
    static List<Warning> ofCut(List<String> texts) {
      return texts.stream()
          .map(text -> new Warning(TEXT_CUT, text + " is too long for its place and was cut"))
          .toList();
    }
  }
}
