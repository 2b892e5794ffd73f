package dev.atelier.posters.template;

import dev.atelier.posters.template.Segment.Image;
import dev.atelier.posters.template.Segment.Link;
import dev.atelier.posters.template.Segment.Place;
import dev.atelier.posters.template.Segment.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Gives each marked placeholder of a parsed template the context it stands in. */
final class TreePlacer {

  /** One address and its size. */
  private static final Pattern IMAGE_CANDIDATE = Pattern.compile("[^\\s,]\\S*[^\\s,]|[^\\s,]");

  /** What looks like a placeholder, in text that people read. */
  private static final Pattern UNKNOWN_NAME = Pattern.compile("\\{[a-zA-Z_][a-zA-Z0-9_.]{0,63}}");

  /** The same where CSS has a value; elsewhere braces hold rules. */
  private static final Pattern UNKNOWN_IN_CSS =
      Pattern.compile("(?<=[:(]\\s{0,9}[\"']?)" + UNKNOWN_NAME);

  private final Marks marks;
  private final Warnings warnings;
  private final Set<String> unknownNames = new LinkedHashSet<>();

  TreePlacer(Marks marks, Warnings warnings) {
    this.marks = marks;
    this.warnings = warnings;
  }

  void place(Element root) {
    List<Node> nodes = new ArrayList<>();
    root.traverse((node, depth) -> nodes.add(node));
    for (Node node : nodes) {
      switch (node) {
        case Element element -> placeAttributes(element);
        case TextNode text -> placeText(text);
        case DataNode data -> {
          if (isStyle(data)) {
            data.setWholeData(css(data.getWholeData(), data));
          }
        }
        default -> {
          // Comments and declarations keep their placeholders as they are written.
        }
      }
    }
  }

  /** What looks like a placeholder and is none, in the order of the template. */
  Set<String> unknownNames() {
    return unknownNames;
  }

  /** The CSS with its placeholders placed. */
  String css(String css, Node node) {
    warnUnknownNames(UNKNOWN_IN_CSS, css, node);
    return CssText.place(css, marks, address -> warnExternal(address, node));
  }

  private void placeText(TextNode text) {
    String whole = text.getWholeText();
    if (isStyle(text)) {
      text.text(css(whole, text));
      return;
    }
    warnUnknownNames(whole, text);
    if (!Marks.areIn(whole)) {
      return;
    }
    String placed = marks.place(whole, name -> new Value(name, Escape.TEXT));
    if (text instanceof CDataNode) {
      text.replaceWith(new TextNode(placed));
    } else {
      text.text(placed);
    }
  }

  private void placeAttributes(Element element) {
    for (Attribute attribute : element.attributes().asList()) {
      String value = attribute.getValue();
      AttributeKind kind = AttributeKind.of(element.normalName(), attribute.getKey());
      if (kind == AttributeKind.STYLE) {
        put(element, attribute, css(value, element));
      } else if (Marks.areIn(value) || isOwnPicture(value, kind)) {
        put(element, attribute, placed(value, kind));
      } else if (AttributeKind.isFetched(element.normalName(), attribute.getKey())
          && Links.isExternal(value)) {
        warnExternal(value, element);
      } else {
        warnUnknownNames(value, element);
      }
    }
  }

  private String placed(String value, AttributeKind kind) {
    return switch (kind) {
      case IMAGE -> image(value);
      case IMAGE_SET -> IMAGE_CANDIDATE.matcher(value).replaceAll(this::candidate);
      case ADDRESS -> marks.put(new Link(Addresses.parts(value, marks)));
      case STYLE, PLAIN -> marks.place(value, name -> new Value(name, Escape.HTML));
    };
  }

  private String candidate(MatchResult word) {
    String text = word.group();
    return Marks.areIn(text) || OwnMedia.is(text) ? image(text) : Matcher.quoteReplacement(text);
  }

  /** Whether the template itself names a picture that this server keeps. */
  private static boolean isOwnPicture(String value, AttributeKind kind) {
    return switch (kind) {
      case IMAGE -> OwnMedia.is(value);
      case IMAGE_SET ->
          IMAGE_CANDIDATE.matcher(value).results().anyMatch(word -> OwnMedia.is(word.group()));
      case STYLE, ADDRESS, PLAIN -> false;
    };
  }

  private String image(String address) {
    return marks.put(new Image(Addresses.parts(address, marks), Place.ATTRIBUTE));
  }

  private void warnUnknownNames(String text, Node node) {
    warnUnknownNames(UNKNOWN_NAME, text, node);
  }

  private void warnUnknownNames(Pattern pattern, String text, Node node) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      unknownNames.add(matcher.group().substring(1, matcher.group().length() - 1));
      warnings.add(
          matcher.group() + " is neither a column nor a profile field; it stays as it is", node);
    }
  }

  private void warnExternal(String address, Node node) {
    warnings.add("Not loaded, posters have no network: " + Warnings.shown(address), node);
  }

  private static void put(Element element, Attribute attribute, String value) {
    element.attributes().put(attribute.getKey(), value);
  }

  private static boolean isStyle(Node node) {
    return node.parent() instanceof Element parent && parent.normalName().equals("style");
  }
}
