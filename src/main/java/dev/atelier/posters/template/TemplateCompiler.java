package dev.atelier.posters.template;

import dev.atelier.posters.template.Segment.Image;
import dev.atelier.posters.template.Segment.Literal;
import dev.atelier.posters.template.Segment.Unplaced;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.parser.Parser;

/** Compiles one template. Used once. */
final class TemplateCompiler {

  private static final Pattern DOCUMENT_START =
      Pattern.compile(
          "^(?:\\s|\\uFEFF|<!--.*?-->)*<(?:!doctype|html|head|body)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final Marks marks = new Marks();
  private final Warnings warnings = new Warnings();

  /**
   * A compiled template.
   *
   * @param document whether it is a whole document
   * @param unknownNames what looks like a placeholder and is none
   * @param profilePictures what pictures with the id {@code profilePic} show
   */
  record Compiled(
      List<Segment> segments,
      boolean document,
      List<Image> profilePictures,
      Set<String> unknownNames,
      List<TemplateWarning> warnings) {}

  Compiled compile(String source, Set<String> known) {
    boolean isDocument = DOCUMENT_START.matcher(source).find();
    String marked = marks.markPlaceholders(source, known);
    Document document = isDocument ? parseDocument(marked) : parseFragment(marked);
    Element root = isDocument ? document : document.body();
    new TemplateCleaner(warnings).clean(root);
    TreePlacer placer = new TreePlacer(marks, warnings);
    placer.place(root);
    nameFitted(root);
    List<Image> pictures = profilePictures(root);
    new PictureSwitch(marks).apply(root);
    List<Segment> segments = settle(marks.split(isDocument ? root.outerHtml() : root.html()));
    return new Compiled(segments, isDocument, pictures, placer.unknownNames(), warnings.list());
  }

  private static Document parseDocument(String html) {
    Document document = parser().parseInput(html, "");
    document.outputSettings().prettyPrint(false);
    return document;
  }

  private static Document parseFragment(String html) {
    Document document = Document.createShell("");
    document.outputSettings().prettyPrint(false);
    for (Node node : parser().parseFragmentInput(html, new Element("body"), "")) {
      document.body().appendChild(node);
    }
    return document;
  }

  private static Parser parser() {
    return Parser.htmlParser().setTrackPosition(true);
  }

  /** Says on each element that is fitted whose text it shows, for the warning when it is cut. */
  private void nameFitted(Element root) {
    for (Element fitted : root.select("[data-fit],[data-fit-min]")) {
      String names =
          marks.split(fitted.wholeText()).stream()
              .filter(Segment.Value.class::isInstance)
              .map(value -> ((Segment.Value) value).name())
              .distinct()
              .collect(Collectors.joining(", "));
      if (names.isEmpty()) {
        fitted.removeAttr("data-fit-of");
      } else {
        fitted.attr("data-fit-of", names);
      }
    }
  }

  private List<Image> profilePictures(Element root) {
    return root.select("img[id=profilePic]").stream()
        .flatMap(picture -> marks.split(picture.attr("src")).stream())
        .filter(Image.class::isInstance)
        .map(Image.class::cast)
        .toList();
  }

  /** Placeholders that got no context stay as they are written, joined with the text around. */
  private List<Segment> settle(List<Segment> segments) {
    List<Segment> settled = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (Segment segment : segments) {
      switch (segment) {
        case Literal literal -> text.append(literal.text());
        case Unplaced unplaced -> {
          text.append(unplaced.source());
          warnings.add(
              unplaced.source() + " stays as it is: names, comments and raw text cannot be filled",
              unplaced.line());
        }
        case Segment.Value _, Segment.Link _, Image _, Segment.Choice _ -> {
          settled.add(new Literal(text.toString()));
          text.setLength(0);
          settled.add(segment);
        }
      }
    }
    settled.add(new Literal(text.toString()));
    return settled;
  }
}
