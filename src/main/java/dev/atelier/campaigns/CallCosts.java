package dev.atelier.campaigns;

import dev.atelier.providers.ImageModel;
import dev.atelier.providers.ImageModel.Drawing;
import dev.atelier.providers.ImageModel.Quality;
import dev.atelier.providers.ModelUsage;
import dev.atelier.providers.Prompt;
import dev.atelier.providers.TextModel;
import dev.atelier.providers.TextModel.Text;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** What calls cost, in millionths of a dollar: at most, most likely, and in the end. */
@Component
class CallCosts {

  /** Most tokens of a caption. */
  static final int MAX_TOKENS = 700;

  private static final int USUAL_TOKENS = 220;
  private static final int CHARACTERS_A_TOKEN = 4;

  private final ModelPrices prices;
  private final TextModel writer;
  private final ImageModel painter;
  private final Quality quality;

  CallCosts(
      ModelPrices prices, TextModel writer, ImageModel painter, CampaignProperties properties) {
    this.prices = prices;
    this.writer = writer;
    this.painter = painter;
    this.quality = properties.imageQuality();
  }

  /** No caption of this prompt costs more. */
  long mostOfCaption(Prompt prompt) {
    // No tokenizer makes more tokens than there are bytes; two bytes each is far above what any
    // does.
    long input = text(prompt).getBytes(StandardCharsets.UTF_8).length / 2 + 100;
    return prices.text(writer.model(), new ModelUsage(input, 0, MAX_TOKENS));
  }

  long usualOfCaption(Prompt prompt) {
    long input = text(prompt).length() / CHARACTERS_A_TOKEN + 20;
    return prices.text(writer.model(), new ModelUsage(input, 0, USUAL_TOKENS));
  }

  private static String text(Prompt prompt) {
    return prompt.instructions() + prompt.dataAsJson();
  }

  /** What a picture costs, as far as that is known before. */
  long ofImage() {
    return prices.image(painter.model(), quality);
  }

  long of(Text text) {
    return prices.text(text.model(), text.usage());
  }

  long of(Drawing drawing) {
    return prices.image(drawing.model(), drawing.usage(), quality);
  }

  Quality quality() {
    return quality;
  }
}
