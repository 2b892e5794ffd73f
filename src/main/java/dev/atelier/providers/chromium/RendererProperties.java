package dev.atelier.providers.chromium;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

/**
 * How pages are drawn.
 *
 * @param chromium path of the browser to use ({@code ATELIER_CHROMIUM}); blank to look for one
 * @param browsers browser processes, one page each; 0 for one per core
 * @param timeout longest time for one page
 * @param resourceWait longest wait for a page's own fonts and images
 * @param recycleAfter pages after which a browser is replaced by a fresh one
 * @param maxMemory memory a browser may hold beyond the pixels of its page
 * @param sandbox whether browsers run in Chromium's own sandbox
 */
@ConfigurationProperties("atelier.renderer")
record RendererProperties(
    @Nullable String chromium,
    @DefaultValue("0") int browsers,
    @DefaultValue("30s") Duration timeout,
    @DefaultValue("1500ms") Duration resourceWait,
    @DefaultValue("400") int recycleAfter,
    @DefaultValue("1GB") DataSize maxMemory,
    @DefaultValue("AUTO") Sandbox sandbox) {

  /** Whether browsers run in Chromium's own sandbox. */
  enum Sandbox {
    /** On wherever the machine allows it. */
    AUTO,
    ON,
    OFF
  }

  RendererProperties {
    chromium = StringUtils.hasText(chromium) ? chromium.strip() : null;
    if (browsers < 0 || recycleAfter < 1 || !timeout.isPositive() || resourceWait.isNegative()) {
      throw new IllegalArgumentException(
          "atelier.renderer: browsers must be at least 0, recycle-after at least 1, timeout"
              + " positive and resource-wait not negative");
    }
  }

  /** How many browsers to run. */
  int processes() {
    return browsers > 0 ? browsers : Runtime.getRuntime().availableProcessors();
  }
}
