package dev.atelier.posters.library;

import dev.atelier.identity.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * One version of a template. It never changes, but for whether it is the section's active one.
 *
 * @param section what the template is for; its versions are counted from 1
 * @param css is put after the HTML's own styles
 * @param previewData values for the preview, nested as they are
 * @param placeholders the names that the template uses, in the order of their first use
 */
public record StoredTemplate(
    UUID id,
    UserId owner,
    String section,
    int version,
    String name,
    boolean active,
    String html,
    String css,
    JsonNode previewData,
    List<String> placeholders,
    int width,
    int height,
    Instant createdAt) {

  public StoredTemplate {
    placeholders = List.copyOf(placeholders);
  }

  /** The template as one piece of HTML, for a compiler. */
  public String source() {
    return TemplateDraft.source(html, css);
  }
}
