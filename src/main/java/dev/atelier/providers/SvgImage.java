package dev.atelier.providers;

import dev.atelier.providers.RemoteImages.Image;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Makes a stranger's SVG harmless: shapes, colours and text stay, all that acts or refers goes. */
final class SvgImage {

  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_ELEMENTS = 20_000;
  private static final int MAX_SIDE = 1_200;
  private static final int DEFAULT_WIDTH = 300;
  private static final int DEFAULT_HEIGHT = 150;

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "defs",
          "symbol",
          "use",
          "title",
          "desc",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "text",
          "tspan",
          "textpath",
          "lineargradient",
          "radialgradient",
          "stop",
          "clippath",
          "mask",
          "pattern",
          "marker",
          "filter",
          "feblend",
          "fecolormatrix",
          "fecomponenttransfer",
          "fecomposite",
          "feflood",
          "fefunca",
          "fefuncb",
          "fefuncg",
          "fefuncr",
          "fegaussianblur",
          "femerge",
          "femergenode",
          "feoffset",
          "fedropshadow",
          "style");

  /** What reaches beyond the picture, in an attribute or in a style sheet. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "url\\s*\\(\\s*[\"']?\\s*(?!#)|@import|@font-face|image-set|expression\\s*\\(|\\\\",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LENGTH =
      Pattern.compile("\\s*([0-9]{1,6}(?:\\.[0-9]+)?)(?:px)?\\s*");
  private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

  private SvgImage() {}

  static boolean isOne(byte[] bytes) {
    String start = new String(bytes, 0, Math.min(bytes.length, 4_096), StandardCharsets.UTF_8);
    return start.stripLeading().replace("\uFEFF", "").startsWith("<")
        && start.toLowerCase(Locale.ROOT).contains("<svg");
  }

  static Image clean(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw ProviderException.rejected("image_too_large", "The SVG is larger than 1 MB");
    }
    Document document = Jsoup.parse(text(bytes), "", Parser.xmlParser());
    document.outputSettings().prettyPrint(false);
    Element svg = document.children().stream().filter(SvgImage::isRoot).findFirst().orElse(null);
    if (svg == null || svg.getAllElements().size() > MAX_ELEMENTS) {
      throw ProviderException.rejected("not_an_image", "The SVG cannot be read");
    }
    for (Element element : List.copyOf(svg.getAllElements())) {
      clean(element);
    }
    int[] size = size(svg);
    svg.attr("xmlns", "http://www.w3.org/2000/svg");
    svg.attr("width", Integer.toString(size[0]));
    svg.attr("height", Integer.toString(size[1]));
    // The root alone: what stood around it, entities among it, stays behind.
    return new Image(
        svg.outerHtml().getBytes(StandardCharsets.UTF_8), "image/svg+xml", size[0], size[1]);
  }

  private static boolean isRoot(Element element) {
    return element.normalName().equals("svg");
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ProviderException.rejected("not_an_image", "The SVG is not UTF-8");
    }
  }

  private static void clean(Element element) {
    boolean known = ELEMENTS.contains(element.tagName().toLowerCase(Locale.ROOT));
    boolean refers =
        element.normalName().equals("style") && REFERENCE.matcher(element.wholeText()).find();
    // A copy inside what can itself be copied may multiply without end.
    boolean multiplies =
        element.normalName().equals("use")
            && (element.hasAttr("id")
                || element.parents().stream().anyMatch(up -> up.hasAttr("id")));
    if (!known || refers || multiplies) {
      element.remove();
      return;
    }
    for (Attribute attribute : element.attributes().asList()) {
      String name = attribute.getKey().toLowerCase(Locale.ROOT);
      String value = attribute.getValue();
      boolean link = name.equals("href") || name.endsWith(":href");
      boolean kept =
          link
              ? value.strip().startsWith("#")
              : !name.startsWith("on")
                  && !name.equals("xml:base")
                  && !REFERENCE.matcher(value).find();
      if (!kept) {
        element.removeAttr(attribute.getKey());
      }
    }
  }

  /** As the SVG says; of its view where it names no lengths. Scaled to fit. */
  private static int[] size(Element svg) {
    String[] view = SEPARATOR.split(svg.attr("viewBox").strip());
    double viewWidth = view.length == 4 ? length(view[2]) : 0;
    double viewHeight = view.length == 4 ? length(view[3]) : 0;
    double width = length(svg.attr("width"));
    double height = length(svg.attr("height"));
    boolean hasView = viewWidth > 0 && viewHeight > 0;
    if (width <= 0 && height <= 0) {
      width = hasView ? viewWidth : DEFAULT_WIDTH;
      height = hasView ? viewHeight : DEFAULT_HEIGHT;
    } else if (width <= 0) {
      width = hasView ? height * viewWidth / viewHeight : height;
    } else if (height <= 0) {
      height = hasView ? width * viewHeight / viewWidth : width;
    }
    if (!hasView) {
      svg.attr("viewBox", "0 0 %s %s".formatted(width, height));
    }
    double scale = Math.min(1, MAX_SIDE / Math.max(width, height));
    return new int[] {
      (int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale))
    };
  }

  private static double length(String text) {
    Matcher matcher = LENGTH.matcher(text);
    return matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
  }
}
