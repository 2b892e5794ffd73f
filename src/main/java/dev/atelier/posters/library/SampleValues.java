package dev.atelier.posters.library;

import dev.atelier.posters.template.BuiltInTemplates;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Made-up values for the placeholders of a template, where its author gave none. */
final class SampleValues {

  private static final Map<String, String> PERSON =
      BuiltInTemplates.all().getFirst().sampleValues();

  private final Map<String, String> given;

  SampleValues(JsonNode previewData) {
    this.given = NestedValues.of(previewData);
  }

  /** The author's value, a sample person's, or the name itself in words. */
  String of(String placeholder) {
    String value = given.get(placeholder);
    if (value != null) {
      return value;
    }
    String persons = PERSON.get(placeholder);
    return persons != null ? persons : words(placeholder);
  }

  private static String words(String name) {
    String words = name.substring(name.lastIndexOf('.') + 1).replace('_', ' ').strip();
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
