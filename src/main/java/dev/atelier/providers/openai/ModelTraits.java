package dev.atelier.providers.openai;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * How families of models want to be asked; data, since vendors change it with every generation. The
 * first entry whose name begins the model's holds.
 *
 * @param captions families of models that write
 * @param images families of models that draw
 */
record ModelTraits(List<Writer> captions, List<Painter> images) {

  /**
   * A family of models that write.
   *
   * @param limit the parameter that limits the answer's tokens
   * @param parameters what else to send
   */
  record Writer(String model, String limit, Map<String, Object> parameters) {}

  /**
   * A family of models that draw.
   *
   * @param qualities its words for how much care to take; none is sent where it has no word
   * @param parameters what else to send
   */
  record Painter(String model, Map<String, String> qualities, Map<String, Object> parameters) {}

  static ModelTraits read(JsonMapper json) {
    try (InputStream file = ModelTraits.class.getResourceAsStream("/openai/models.json")) {
      return json.readValue(Objects.requireNonNull(file), ModelTraits.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Writer writer(String model) {
    return captions.stream().filter(it -> model.startsWith(it.model())).findFirst().orElseThrow();
  }

  Painter painter(String model) {
    return images.stream().filter(it -> model.startsWith(it.model())).findFirst().orElseThrow();
  }
}
