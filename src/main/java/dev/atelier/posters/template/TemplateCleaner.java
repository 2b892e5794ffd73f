package dev.atelier.posters.template;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Takes out of a template what could run, navigate or call elsewhere, and says so. */
final class TemplateCleaner {

  private static final Set<String> ELEMENTS =
      Set.of(
          "applet",
          "base",
          "embed",
          "fencedframe",
          "frame",
          "frameset",
          "iframe",
          "object",
          "portal",
          "script");

  private static final Set<String> LINK_TYPES =
      Set.of(
          "dns-prefetch",
          "import",
          "manifest",
          "modulepreload",
          "preconnect",
          "prefetch",
          "preload",
          "prerender");

  private static final Set<String> ATTRIBUTES = Set.of("srcdoc", "ping");

  private final Warnings warnings;

  TemplateCleaner(Warnings warnings) {
    this.warnings = warnings;
  }

  /** Cleans everything below an element, in place. */
  void clean(Element root) {
    for (Element element : List.copyOf(root.getAllElements())) {
      String reason = reasonToRemove(element);
      if (reason == null) {
        cleanAttributes(element);
      } else if (element.ownerDocument() != null) {
        warnings.add("Removed " + reason, element);
        element.remove();
      }
    }
  }

  private static @Nullable String reasonToRemove(Element element) {
    String name = element.normalName();
    if (ELEMENTS.contains(name)) {
      return "<" + name + ">";
    }
    if (name.equals("meta")) {
      String directive = element.attr("http-equiv").strip().toLowerCase(Locale.ROOT);
      return directive.equals("refresh") || Marks.areIn(directive) ? "<meta http-equiv>" : null;
    }
    return name.equals("link") ? reasonToRemoveLink(element.attr("rel")) : null;
  }

  private static @Nullable String reasonToRemoveLink(String types) {
    for (String type : types.toLowerCase(Locale.ROOT).split("\\s+")) {
      if (LINK_TYPES.contains(type)) {
        return "<link rel=" + type + ">";
      }
    }
    return Marks.areIn(types) ? "<link> with a placeholder in rel" : null;
  }

  private void cleanAttributes(Element element) {
    for (Attribute attribute : element.attributes().asList()) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      if (name.startsWith("on") || ATTRIBUTES.contains(name)) {
        warnings.add("Removed attribute " + name + " of " + tag(element), element);
        element.removeAttr(attribute.getKey());
      } else if (AttributeKind.isAddress(name) && Links.runsScript(attribute.getValue())) {
        warnings.add("Removed a script from " + name + " of " + tag(element), element);
        element.attributes().put(attribute.getKey(), Links.REFUSED);
      }
    }
  }

  private static String tag(Element element) {
    return "<" + Warnings.shown(element.normalName()) + ">";
  }
}
