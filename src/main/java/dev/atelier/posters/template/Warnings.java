package dev.atelier.posters.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/** Collects the warnings of one template, each once and not without end. */
final class Warnings {

  private static final int MAX = 100;
  private static final int SHOWN = 120;

  private final Set<TemplateWarning> warnings = new LinkedHashSet<>();

  void add(String message, Node place) {
    add(message, lineOf(place));
  }

  void add(String message, @Nullable Long line) {
    if (warnings.size() < MAX) {
      warnings.add(new TemplateWarning(message, line));
    }
  }

  List<TemplateWarning> list() {
    return List.copyOf(warnings);
  }

  static @Nullable Long lineOf(Node place) {
    int line = place.sourceRange().start().lineNumber();
    return line > 0 ? (long) line : null;
  }

  /** Template text in a message: on one line, and not all of it. */
  static String shown(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
