package dev.atelier.providers.chromium;

import dev.atelier.home.AtelierHome;
import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageTexts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Finds the browser at start and draws pages with it. */
@Configuration(proxyBeanMethods = false)
class ChromiumConfiguration {

  private static final Logger log = LoggerFactory.getLogger(ChromiumConfiguration.class);

  @Bean
  Browsers browsers(RendererProperties properties, AtelierHome home, MeterRegistry meterRegistry)
      throws IOException {
    Path embedded = home.directory("browser");
    BrowserExecutable browser = new BrowserFinder(properties.chromium(), embedded).find();
    publish(browser, meterRegistry);
    if (browser == null) {
      log.error("No browser was found, pages cannot be drawn. {}", MissingBrowser.REMEDY);
      return new Browsers(new MissingBrowser(), MissingBrowser.texts());
    }
    boolean sandboxed = sandboxed(properties.sandbox());
    log.info("Pages are drawn by {} × {}", properties.processes(), browser);
    FontFolder.Prepared fonts = FontFolder.prepare(home.directory("fonts"));
    ChromiumLauncher launcher =
        new ChromiumLauncher(
            browser,
            home.directory("renderer"),
            fonts.configuration(),
            sandboxed,
            properties.resourceWait(),
            true);
    ChromiumPageRenderer renderer = new ChromiumPageRenderer(launcher, properties);
    return new Browsers(renderer, new ChromiumTexts(renderer, fonts.folders()));
  }

  @Bean
  PageRenderer pageRenderer(Browsers browsers) {
    return browsers.renderer();
  }

  @Bean
  PageTexts pageTexts(Browsers browsers) {
    return browsers.texts();
  }

  private static boolean sandboxed(RendererProperties.Sandbox wanted) {
    String obstacle =
        switch (wanted) {
          case ON -> null;
          case OFF -> "ATELIER_CHROMIUM_SANDBOX is off";
          case AUTO -> BrowserSandbox.obstacle();
        };
    if (obstacle != null) {
      log.warn("Browsers run without their sandbox because {}", obstacle);
    }
    return obstacle == null;
  }

  private static void publish(@Nullable BrowserExecutable browser, MeterRegistry meterRegistry) {
    Gauge.builder("atelier.renderer.browser", () -> browser == null ? 0 : 1)
        .description("1 when a browser was found; its tags say which")
        .tag("kind", browser == null ? "none" : browser.kind().name())
        .tag("source", browser == null ? "none" : browser.source().name())
        .tag("path", browser == null ? "" : browser.executable().toString())
        .register(meterRegistry);
  }
}
