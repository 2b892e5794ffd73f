package dev.atelier.providers.sandbox;

import dev.atelier.providers.Prompt;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A caption put together from the phrases of its tone and what is said of the post. */
record Caption(String text) {

  private static final int MIN_HASHTAGS = 5;
  private static final int MAX_HASHTAGS = 8;
  private static final int LONGEST_HASHTAG = 30;
  private static final List<String> COMMON_HASHTAGS =
      List.of(
          "NewPost",
          "Inspiration",
          "BehindTheScenes",
          "Community",
          "Ideas",
          "Today",
          "MadeWithCare",
          "Discover",
          "Story",
          "Moments");

  static Caption of(Map<String, String> data, Seed seed) {
    Phrases phrases = Phrases.of(data.getOrDefault(Prompt.TONE, ""));
    String brand = given(data, Prompt.BRAND, "our team");
    String topic = given(data, Prompt.TOPIC, "what is new");
    String audience = given(data, Prompt.AUDIENCE, "everybody");
    String brief = sentence(data.getOrDefault(Prompt.BRIEF, ""));
    String opening = seed.pick("opening", phrases.openings());
    String middle = seed.pick("middle", phrases.middles());
    String closing = seed.pick("closing", phrases.closings());
    String emojis =
        seed.pick("emoji", phrases.emojis()) + seed.pick("second emoji", phrases.emojis());
    String text =
        "%s %s\n\n%s%s\n\n%s\n\n%s"
            .formatted(
                fill(opening, brand, topic, audience),
                emojis,
                brief.isEmpty() ? "" : brief + " ",
                fill(middle, brand, topic, audience),
                fill(closing, brand, topic, audience),
                hashtags(brand, topic, seed));
    return new Caption(text);
  }

  private static String given(Map<String, String> data, String name, String otherwise) {
    String value = line(data.getOrDefault(name, ""));
    return value.isEmpty() ? otherwise : value;
  }

  private static String sentence(String text) {
    String line = line(text);
    return line.isEmpty() || line.matches(".*[.!?…]") ? line : line + ".";
  }

  /** On one line and not longer than a caption bears. */
  private static String line(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    int most = 400;
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most)).strip() + "…";
  }

  /** In one pass, so that what users typed is not filled in again. */
  private static String fill(String phrase, String brand, String topic, String audience) {
    StringBuilder text = new StringBuilder();
    for (char character : phrase.toCharArray()) {
      switch (character) {
        case 'Ⓑ' -> text.append(brand);
        case 'Ⓣ' -> text.append(topic);
        case 'Ⓐ' -> text.append(audience);
        default -> text.append(character);
      }
    }
    return text.toString();
  }

  private static String hashtags(String brand, String topic, Seed seed) {
    Set<String> tags = new LinkedHashSet<>();
    add(tags, joined(brand));
    add(tags, joined(topic));
    for (String word : topic.split("\\s+")) {
      if (word.length() > 3) {
        add(tags, joined(word));
      }
    }
    int wanted = seed.number("hashtags", MIN_HASHTAGS, MAX_HASHTAGS);
    int next = seed.number("common", 0, COMMON_HASHTAGS.size() - 1);
    while (tags.size() < wanted) {
      add(tags, COMMON_HASHTAGS.get(next++ % COMMON_HASHTAGS.size()));
    }
    return tags.stream().limit(wanted).map(tag -> "#" + tag).collect(Collectors.joining(" "));
  }

  private static void add(Set<String> tags, String tag) {
    if (!tag.isEmpty() && tag.length() <= LONGEST_HASHTAG) {
      tags.add(tag);
    }
  }

  private static String joined(String text) {
    StringBuilder tag = new StringBuilder();
    for (String word : text.split("[^\\p{L}\\p{M}\\p{N}]+")) {
      if (!word.isEmpty()) {
        int first = word.offsetByCodePoints(0, 1);
        tag.append(word.substring(0, first).toUpperCase(Locale.ROOT)).append(word.substring(first));
      }
    }
    return tag.toString();
  }
}
