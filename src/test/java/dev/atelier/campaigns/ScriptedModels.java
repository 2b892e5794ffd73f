package dev.atelier.campaigns;

import dev.atelier.providers.ImageModel;
import dev.atelier.providers.ModelUsage;
import dev.atelier.providers.TextModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Models that do what a test says, and remember what they were asked. */
@TestConfiguration(proxyBeanMethods = false)
class ScriptedModels {

  /** What is asked and answered. */
  static final class Script {

    final List<TextModel.Request> texts = new CopyOnWriteArrayList<>();
    final List<ImageModel.Request> images = new CopyOnWriteArrayList<>();
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    volatile Function<TextModel.Request, String> writer = request -> "";
    volatile Function<ImageModel.Request, byte[]> painter = request -> PICTURE;
    volatile long millis;

    private static final byte[] PICTURE = picture();

    void reset() {
      texts.clear();
      images.clear();
      most.set(0);
      millis = 0;
      writer = request -> "Caption " + request.id() + " about " + request.id().hashCode();
      painter = request -> PICTURE;
    }

    private <T> T call(Supplier<T> answer) {
      most.accumulateAndGet(running.incrementAndGet(), Math::max);
      try {
        Thread.sleep(millis);
        return answer.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      } finally {
        running.decrementAndGet();
      }
    }

    private static byte[] picture() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try {
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toByteArray();
    }
  }

  @Bean
  Script script() {
    return new Script();
  }

  @Bean
  @Primary
  TextModel scriptedWriter(Script script) {
    return new TextModel() {
      @Override
      public Text write(Request request) {
        script.texts.add(request);
        return script.call(() ->
            new Text(
                script.writer.apply(request),
                "gpt-4o-mini",
                Finish.COMPLETE,
                new ModelUsage(1_000, 0, 200)));
      }

      @Override
      public String model() {
        return "gpt-4o-mini";
      }

      @Override
      public boolean offline() {
        return false;
      }
    };
  }

  @Bean
  @Primary
  ImageModel scriptedPainter(Script script) {
    return new ImageModel() {
      @Override
      public Drawing draw(Request request) {
        script.images.add(request);
        return script.call(() ->
            new Drawing(
                script.painter.apply(request), "image/png", "dall-e-3", ModelUsage.UNKNOWN));
      }

      @Override
      public String model() {
        return "dall-e-3";
      }

      @Override
      public boolean offline() {
        return false;
      }
    };
  }
}
