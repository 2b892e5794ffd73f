package dev.atelier.providers.topmatedb;

import dev.atelier.providers.PosterTarget.Poster;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a poster is in the columns of Topmate's tables; the same facts that its API is sent. */
final class PosterColumns {

  /** The columns that are known of the table of videos. */
  static final Set<String> VIDEO =
      Set.of("id", "external_id", "url", "status", "user_id", "created_at", "updated_at");

  /** The columns that are known of the table of share content. */
  static final Set<String> SHARE =
      Set.of(
          "id",
          "external_id",
          "video_id",
          "user_id",
          "url",
          "status",
          "content_type",
          "output_format",
          "template_id",
          "template_tags",
          "campaign",
          "title",
          "description",
          "tag",
          "metadata",
          "created_at",
          "updated_at");

  private static final String PREFIX = "email-forge-";

  private final JsonMapper json;

  PosterColumns(JsonMapper json) {
    this.json = json;
  }

  Map<String, @Nullable Object> video(TargetTable table, Poster poster) {
    Map<String, @Nullable Object> values = common(table, poster);
    values.put("status", "COMPLETED");
    return values;
  }

  /**
   * @param video the id of the video's row; null where it has none
   */
  Map<String, @Nullable Object> share(TargetTable table, Poster poster, @Nullable Object video) {
    String campaign = poster.campaign();
    Map<String, @Nullable Object> values = common(table, poster);
    values.put("status", "succeeded");
    values.put("video_id", video);
    values.put("content_type", "image");
    values.put("output_format", "jpg");
    values.put("template_id", PREFIX + campaign);
    values.put("template_tags", list(table, "template_tags", "-ms-" + campaign));
    values.put("campaign", campaign);
    values.put("title", campaign.toUpperCase(Locale.ROOT).replace('-', ' '));
    values.put("description", "Poster: " + campaign);
    values.put("tag", "custom");
    values.put(
        "metadata", text(table, "metadata", PREFIX + poster.userId() + "-" + poster.stamp()));
    return values;
  }

  private static Map<String, @Nullable Object> common(TargetTable table, Poster poster) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    TargetTable.Column id = table.columns().get("id");
    // Django makes such an id itself, so the column has no default.
    if (id != null && id.demanded() && id.type().equals("uuid")) {
      values.put("id", UUID.randomUUID());
    }
    values.put("external_id", poster.externalId());
    values.put("url", poster.url());
    values.put("user_id", poster.userId());
    values.put("created_at", now);
    values.put("updated_at", now);
    return values;
  }

  /** A list of one text: an array, JSON, or JSON as text, as the column is. */
  private Object list(TargetTable table, String column, String text) {
    return type(table, column).startsWith("_")
        ? new String[] {text}
        : json.writeValueAsString(List.of(text));
  }

  private Object text(TargetTable table, String column, String text) {
    return type(table, column).startsWith("json") ? json.writeValueAsString(text) : text;
  }

  private static String type(TargetTable table, String column) {
    TargetTable.Column found = table.columns().get(column);
    return found == null ? "" : found.type();
  }
}
