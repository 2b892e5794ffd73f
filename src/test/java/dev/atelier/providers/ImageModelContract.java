package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.ProviderException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What every drawer of pictures does. */
public abstract class ImageModelContract {

  protected static final String REFUSED = "a topic that nobody may draw";

  /** A model that refuses {@link #REFUSED} only. */
  protected abstract ImageModel model();

  protected static ImageModel.Request request(String id, String topic) {
    return new ImageModel.Request(
        id,
        new Prompt("Draw a picture.", Map.of(Prompt.BRAND, "FashionBrand", Prompt.TOPIC, topic)),
        1024,
        ImageModel.Quality.LOW);
  }

  @Test
  void drawsASquarePictureAndSaysWhoDrewIt() throws IOException {
    ImageModel.Drawing drawing = model().draw(request("one", "New Summer Collection"));

    var image = ImageIO.read(new ByteArrayInputStream(drawing.bytes()));
    assertThat(image.getWidth()).isEqualTo(1024);
    assertThat(image.getHeight()).isEqualTo(1024);
    assertThat(drawing.contentType()).startsWith("image/");
    assertThat(drawing.model()).isNotBlank();
  }

  @Test
  void p22RejectsWhatItWillNotDraw() {
    ProviderException failure =
        catchThrowableOfType(
            ProviderException.class, () -> model().draw(request("refused", REFUSED)));

    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure.code()).isEqualTo("content_refused");
  }
}
