package dev.atelier.posters.library;

import dev.atelier.http.Problem;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.ProviderException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/** Asks the browser itself whether it draws with a font: it checks more than we do. */
@Component
class FontProbe {

  /** A line in the font is made three times as high as any font is by itself. */
  private static final String TALL = "ascent-override:500%;descent-override:100%;";

  private static final int SIDE = 60;

  private final PageRenderer renderer;

  FontProbe(PageRenderer renderer) {
    this.renderer = renderer;
  }

  /**
   * Tries a font.
   *
   * @throws BrokenFontException where the browser does not take it
   */
  void check(FontFile font, byte[] bytes) throws BrokenFontException {
    String url =
        "data:%s;base64,%s"
            .formatted(font.format().contentType(), Base64.getEncoder().encodeToString(bytes));
    String page =
        """
        <!doctype html><style>%s
        body{margin:0;background:#fff}
        div{font:10px/normal probe;background:#f00;color:transparent}
        </style><div>x</div>\
        """
            .formatted(TemplateAssets.fontFace("probe", 1, 1000, false, url, TALL));
    BufferedImage picture = drawn(page);
    // The line is 60 pixels high in this font and about 12 in any other.
    if ((picture.getRGB(SIDE / 2, SIDE / 2) & 0xffffff) != 0xff0000) {
      throw new BrokenFontException("The browser that draws posters refuses the font as damaged");
    }
  }

  private BufferedImage drawn(String html) {
    try {
      BufferedImage picture =
          ImageIO.read(
              new ByteArrayInputStream(
                  renderer.render(new Page(html, SIDE, SIDE, Format.PNG)).bytes()));
      if (picture == null) {
        throw new IllegalStateException("The browser gave no PNG");
      }
      return picture;
    } catch (ProviderException e) {
      throw Problem.unavailable(
          e.code(), "The font cannot be tried now: " + e.getMessage(), Duration.ofSeconds(5), e);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
