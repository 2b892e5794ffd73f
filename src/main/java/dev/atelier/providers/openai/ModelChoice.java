package dev.atelier.providers.openai;

import com.openai.errors.OpenAIException;
import dev.atelier.providers.ProviderException;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of one kind, of which the first that the server knows is used: vendors retire models,
 * and a studio should survive that. Thread-safe.
 */
final class ModelChoice {

  private static final Logger log = LoggerFactory.getLogger(ModelChoice.class);

  private final List<String> models;
  private final String setting;
  private volatile int current;

  /**
   * @param setting names the list, for whoever has to change it
   */
  ModelChoice(List<String> models, String setting) {
    this.models = models;
    this.setting = setting;
  }

  /** The model that is asked first. */
  String model() {
    return models.get(current);
  }

  /**
   * Asks the model in use, and the ones after it as long as the server does not know them.
   *
   * @throws ProviderException refusing all with code {@code unknown_model} when it knows none
   */
  <T> T ask(Function<String, T> question) {
    for (int i = current; i < models.size(); i++) {
      String model = models.get(i);
      try {
        return question.apply(model);
      } catch (OpenAIException e) {
        if (!OpenAiFailures.unknownModel(e)) {
          throw OpenAiFailures.of(e);
        }
        passOver(i);
      }
    }
    throw ProviderException.refusesAll(
        "unknown_model",
        "OpenAI knows none of the models " + String.join(", ", models) + "; see " + setting);
  }

  private synchronized void passOver(int index) {
    boolean last = index == models.size() - 1;
    if (current == index && !last) {
      current = index + 1;
      log.warn(
          "OpenAI does not know the model {}; {} is used instead. See {}",
          models.get(index),
          models.get(index + 1),
          setting);
    }
  }
}
