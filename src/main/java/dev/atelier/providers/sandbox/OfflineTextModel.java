package dev.atelier.providers.sandbox;

import dev.atelier.providers.ModelUsage;
import dev.atelier.providers.Prompt;
import dev.atelier.providers.TextModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes captions from phrases: the same request always has the same caption, another one hardly
 * ever.
 */
final class OfflineTextModel implements TextModel {

  static final String NAME = "offline-writer";

  private static final Logger log = LoggerFactory.getLogger(OfflineTextModel.class);

  private final SandboxModelProperties properties;
  private final Obedience obedience;

  OfflineTextModel(SandboxModelProperties properties) {
    this.properties = properties;
    this.obedience = new Obedience(properties);
  }

  @Override
  public Text write(Request request) {
    log.debug("Call for text {}", request.id());
    Prompt prompt = request.prompt();
    obedience.obey(prompt, properties.textDelay());
    String text = Caption.of(prompt.data(), Seed.of(request.id())).text();
    return new Text(
        text,
        NAME,
        Finish.COMPLETE,
        new ModelUsage(tokens(prompt.instructions() + prompt.dataAsJson()), 0, tokens(text)));
  }

  /** About as many as a real model counts. */
  private static long tokens(String text) {
    return text.length() / 4 + 1;
  }

  @Override
  public String model() {
    return NAME;
  }

  @Override
  public boolean offline() {
    return true;
  }
}
