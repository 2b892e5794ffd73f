package dev.atelier.providers.chromium;

import dev.atelier.providers.PageTexts.Misfit;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our own script that fits and measures texts within a page. */
final class PageScript {

  private static final Logger log = LoggerFactory.getLogger(PageScript.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SOURCE = source();
  private static final String ATTRIBUTE = "data-fit";

  private PageScript() {}

  /** Whether something in a document asks to be fitted, as far as its text tells. */
  static boolean fits(String html) {
    return html.contains(ATTRIBUTE);
  }

  static String fitting() {
    return "(%s)(null)".formatted(SOURCE);
  }

  static String measuring(List<List<String>> rows) {
    return "(" + SOURCE + ")(" + JSON.writeValueAsString(rows) + ")";
  }

  /** What had to be cut; nothing when the script did not come to its end. */
  static Optional<List<String>> cut(DevToolsMessage answer) {
    return result(answer).map(cut -> cut.stream().map(JsonNode::asString).toList());
  }

  /**
   * What does not fit.
   *
   * @throws ProviderException rejected when the script did not come to its end
   */
  static List<Misfit> misfits(DevToolsMessage answer) {
    Collection<JsonNode> result =
        result(answer)
            .orElseThrow(() ->
                ProviderException.rejected(
                    "texts_not_measured", "The template keeps its texts from being measured"));
    List<Misfit> misfits = new ArrayList<>();
    for (JsonNode found : result) {
      misfits.add(
          new Misfit(found.path(0).asInt(), found.path(1).asString(), found.path(2).asBoolean()));
    }
    return misfits;
  }

  private static Optional<Collection<JsonNode>> result(DevToolsMessage answer) {
    JsonNode value = answer.json().at("/result/result/value");
    if (!value.isString()) {
      log.warn("Texts could not be fitted: {}", answer.json().at("/result/exceptionDetails"));
      return Optional.empty();
    }
    return Optional.of(JSON.readTree(value.asString()).values());
  }

  private static String source() {
    try {
      String file = Delivered.text("renderer/texts.js");
      return file.substring(file.indexOf("(rows)"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
