package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.IntegrationTest;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.chromium.Canary;
import dev.atelier.providers.chromium.EgressProbes;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The same templates with a browser that nothing holds: {@link HostileEgressTests} can fail. */
@IntegrationTest
@Import(UnguardedEgressTests.Unguarded.class)
class UnguardedEgressTests {

  @LocalServerPort int port;

  @Test
  void t12WithoutTheGuardEverySpellingIsHeard() throws IOException {
    var templates = new PostedTemplates(port);
    int hits = 0;
    for (String spelling : EgressProbes.reaching(0)) {
      try (Canary canary = new Canary()) {
        String origin = spelling.replaceFirst("0$", String.valueOf(canary.port()));
        templates.draw(EgressProbes.pages(origin));
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(canary.visitors()).as(origin).isNotEmpty());
        hits += canary.visitors().size();
      }
    }
    System.out.println("posted egress with the guard off: " + hits + " hits");
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Unguarded {

    @Bean
    @Primary
    PageRenderer unguardedRenderer() throws IOException {
      return EgressProbes.unguarded();
    }
  }
}
