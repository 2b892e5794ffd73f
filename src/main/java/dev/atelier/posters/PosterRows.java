package dev.atelier.posters;

import dev.atelier.jobs.Item;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads a row's item: what went in, what came out, and where the picture is. */
@Component
class PosterRows {

  private final JsonMapper json;
  private final Media media;

  PosterRows(JsonMapper json, Media media) {
    this.json = json;
    this.media = media;
  }

  PosterRow row(Item item) {
    return json.readValue(item.input(), PosterRow.class);
  }

  /** What the row has become; null unless it succeeded. */
  @Nullable RenderedPoster poster(Item item) {
    return item.state() == Item.State.SUCCEEDED ? lastPoster(item) : null;
  }

  /** What the row had become when it last succeeded, though it was changed since. */
  @Nullable RenderedPoster lastPoster(Item item) {
    String output = item.output();
    return output == null ? null : json.readValue(output, RenderedPoster.class);
  }

  List<PosterRun.Warning> warnings(Item item) {
    RenderedPoster poster = poster(item);
    return poster == null ? List.of() : poster.warnings();
  }

  String label(Item item) {
    String label = item.label();
    return label == null ? "row_" + item.position() : label;
  }

  /** The person's username, which the directory tells where the row has an id alone. */
  String username(Item item) {
    RenderedPoster poster = poster(item);
    return poster == null || poster.username().isEmpty() ? label(item) : poster.username();
  }

  /** Where the picture is; empty where there is none. */
  String url(Item item) {
    RenderedPoster poster = poster(item);
    return poster == null ? "" : url(poster);
  }

  String url(RenderedPoster poster) {
    return media.url(new MediaKey(poster.media())).toString();
  }

  /** Where the picture is on this server, for this server's own page. */
  String path(RenderedPoster poster) {
    return "/media/" + poster.media();
  }

  PosterEvents.Result result(Item item) {
    RenderedPoster poster = poster(item);
    Item.Failure failure = item.failure();
    return new PosterEvents.Result(
        label(item),
        poster != null,
        poster == null ? null : url(poster),
        poster == null ? null : poster.media(),
        millis(item.workTime()),
        failure == null ? null : failure.message());
  }

  static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : duration.toMillis();
  }
}
