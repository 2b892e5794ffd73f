package dev.atelier.posters.template;

import dev.atelier.posters.template.Segment.Choice;
import dev.atelier.posters.template.Segment.Literal;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * What older templates rely on: a picture that is hidden until there is one ({@code <img
 * id="profilePic" style="display:none">}) and a stand-in that goes when there is ({@code <div
 * id="placeholder">}).
 */
final class PictureSwitch {

  private static final Pattern HIDDEN =
      Pattern.compile(
          "(?<=^|;)\\s*display\\s*:\\s*none\\s*(!\\s*important\\s*)?(;|$)",
          Pattern.CASE_INSENSITIVE);

  private final Marks marks;

  PictureSwitch(Marks marks) {
    this.marks = marks;
  }

  /** Makes the styles of both kinds of elements depend on the row; runs after the placing. */
  void apply(Element root) {
    for (Element picture : root.select("img[id=profilePic]")) {
      String style = picture.attr("style");
      String shown = HIDDEN.matcher(style).replaceAll("");
      if (!shown.equals(style)) {
        put(picture, shown, style);
      }
    }
    for (Element standIn : root.select("div[id=placeholder]")) {
      String style = standIn.attr("style");
      put(standIn, style.isBlank() ? "display:none" : style + ";display:none", style);
    }
  }

  private void put(Element element, String withPicture, String without) {
    element.attr("style", marks.put(new Choice(segments(withPicture), segments(without))));
  }

  private List<Segment> segments(String style) {
    return marks.split(style).stream().map(PictureSwitch::escaped).toList();
  }

  /** The choice is put into the page after serialising, so its text is escaped here. */
  private static Segment escaped(Segment segment) {
    return segment instanceof Literal literal
        ? new Literal(Escape.HTML.apply(literal.text()))
        : segment;
  }
}
