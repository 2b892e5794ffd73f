package dev.atelier.videos.creators;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Profiles;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Makes a few creators where a setting asks for them, under the ids that older installations gave.
 */
@Component
class DemoCreators implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(DemoCreators.class);

  private record Demo(String id, String name) {}

  // UUIDs of version 5 of demo-creator-1 to demo-creator-3 in the name space of domains.
  private static final List<Demo> DEMOS =
      List.of(
          new Demo("5aced678-deed-560f-b00d-f5ce693351d3", "demo_creative"),
          new Demo("eac90bf4-7706-5fa7-bbbd-ef5d5be8fff8", "motion_master"),
          new Demo("393b2114-4b0e-5c99-8ac7-899593523df0", "visual_vibes"));

  private final CreatorProperties settings;
  private final Profiles profiles;

  DemoCreators(CreatorProperties settings, Profiles profiles) {
    this.settings = settings;
    this.profiles = profiles;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    if (!settings.demo()) {
      return;
    }
    for (Demo demo : DEMOS) {
      profiles.ensure(new UserId(UUID.fromString(demo.id())), null, demo.name());
    }
    LOG.info("{} demo creators are there", DEMOS.size());
  }
}
