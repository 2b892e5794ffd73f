package dev.atelier.posters.template;

import java.util.Map;

/**
 * A template that ships with the product.
 *
 * @param id stable name for addresses
 * @param name for people
 * @param description one sentence
 * @param size what it is designed for; it scales to other sizes
 * @param html a whole document without anything to fetch
 * @param sampleValues made-up values for its placeholders, to show what it looks like
 */
public record BuiltInTemplate(
    String id,
    String name,
    String description,
    PosterSize size,
    String html,
    Map<String, String> sampleValues) {
  public BuiltInTemplate {
    sampleValues = Map.copyOf(sampleValues);
  }
}
