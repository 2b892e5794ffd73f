package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.IntegrationTest;
import dev.atelier.providers.chromium.Canary;
import dev.atelier.providers.chromium.EgressProbes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Posted templates that try 26 channels under 14 spellings of this machine and more; {@link
 * UnguardedEgressTests} shows that the same templates are heard where nothing holds them.
 */
@IntegrationTest
class HostileEgressTests {

  /** What a browser might still send after its page was drawn is sent by then. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  @LocalServerPort int port;

  @Test
  void t12NoChannelOfAPostedTemplateReachesAnySpellingOfThisMachine() throws IOException {
    try (Canary canary = new Canary()) {
      List<String> templates = new ArrayList<>();
      for (String origin : EgressProbes.all(canary.port())) {
        templates.addAll(EgressProbes.pages(origin));
        templates.add(EgressProbes.popup(origin));
      }

      List<String> warnings = new PostedTemplates(port).draw(templates);

      assertThat(warnings).contains("blocked_resources");
      await()
          .during(AFTERWARDS)
          .atMost(AFTERWARDS.plusSeconds(30))
          .untilAsserted(() -> assertThat(canary.visitors()).isEmpty());
    }
  }
}
