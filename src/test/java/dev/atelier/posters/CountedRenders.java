package dev.atelier.posters;

import dev.atelier.providers.PageRenderer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Counts what is drawn; by the real browser, or by a stand-in that draws blank pictures. */
final class CountedRenders implements PageRenderer {

  private final PageRenderer browser;
  private final boolean blank;
  private final List<Page> drawn = new CopyOnWriteArrayList<>();

  private CountedRenders(PageRenderer browser, boolean blank) {
    this.browser = browser;
    this.blank = blank;
  }

  /** The pages since the last call. */
  List<Page> take() {
    List<Page> taken = List.copyOf(drawn);
    drawn.clear();
    return taken;
  }

  @Override
  public Picture render(Page page) {
    drawn.add(page);
    return blank ? blank(page) : browser.render(page);
  }

  @Override
  public int capacity() {
    return browser.capacity();
  }

  private static Picture blank(Page page) {
    var bytes = new ByteArrayOutputStream();
    try {
      var image = new BufferedImage(page.width(), page.height(), BufferedImage.TYPE_BYTE_GRAY);
      // One pixel is not black: what shows nothing at all is refused.
      image.setRGB(0, 0, 0xFFFFFF);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Picture(bytes.toByteArray(), Format.PNG, 0);
  }

  private static BeanPostProcessor around(boolean blank) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof PageRenderer renderer ? new CountedRenders(renderer, blank) : bean;
      }
    };
  }

  /** The browser draws. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Real {
    @Bean
    static BeanPostProcessor countedRenders() {
      return around(false);
    }
  }

  /** Nothing is drawn but blank pictures, so that a thousand take a moment. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Blank {
    @Bean
    static BeanPostProcessor countedRenders() {
      return around(true);
    }
  }
}
