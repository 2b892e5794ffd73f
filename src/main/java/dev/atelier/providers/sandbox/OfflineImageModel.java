package dev.atelier.providers.sandbox;

import dev.atelier.providers.ImageModel;
import dev.atelier.providers.ModelUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws a card with the brand and the topic: the same request always has the same card. */
final class OfflineImageModel implements ImageModel {

  static final String NAME = "offline-painter";

  private static final Logger log = LoggerFactory.getLogger(OfflineImageModel.class);

  private final SandboxModelProperties properties;
  private final Obedience obedience;

  OfflineImageModel(SandboxModelProperties properties) {
    this.properties = properties;
    this.obedience = new Obedience(properties);
  }

  @Override
  public Drawing draw(Request request) {
    log.debug("Call for image {}", request.id());
    obedience.obey(request.prompt(), properties.imageDelay());
    byte[] png =
        new BrandCard(request.prompt().data(), Seed.of(request.id()), request.side()).png();
    return new Drawing(png, "image/png", NAME, ModelUsage.UNKNOWN);
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
