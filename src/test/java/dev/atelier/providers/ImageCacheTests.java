package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.providers.RemoteImages.Image;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ImageCacheTests {

  private final AtomicLong now = new AtomicLong(-5);
  private final AtomicInteger fetched = new AtomicInteger();
  private final ImageCache cache = new ImageCache(100_000, Duration.ofMinutes(5), now::get);

  private final Supplier<Image> image = image(10);

  private Supplier<Image> image(int bytes) {
    return () -> {
      fetched.incrementAndGet();
      return new Image(new byte[bytes], "image/png", 1, 1);
    };
  }

  private Supplier<Image> failing(ProviderException failure) {
    return () -> {
      fetched.incrementAndGet();
      throw failure;
    };
  }

  @Test
  void keepsWhatWasFetchedForItsTime() {
    cache.get("a", image);
    now.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
    cache.get("a", image);
    assertThat(fetched).hasValue(1);

    now.addAndGet(1);
    cache.get("a", image);
    assertThat(fetched).hasValue(2);
  }

  @Test
  void forgetsTheLeastUsedWhenFull() {
    cache.get("a", image(40_000));
    cache.get("b", image(40_000));
    cache.get("a", image);
    cache.get("c", image(40_000));
    assertThat(fetched).hasValue(3);

    cache.get("a", image);
    assertThat(fetched).hasValue(3);
    cache.get("b", image);
    assertThat(fetched).hasValue(4);
  }

  @Test
  void remembersARefusal() {
    ProviderException refusal = ProviderException.rejected("not_an_image", "no");

    assertThatThrownBy(() -> cache.get("a", failing(refusal))).isSameAs(refusal);
    assertThatThrownBy(() -> cache.get("a", image)).isSameAs(refusal);
    assertThat(fetched).hasValue(1);
  }

  @Test
  void triesAgainAfterAFailureThatMayPass() {
    ProviderException failure = ProviderException.timedOut("late", null);

    assertThatThrownBy(() -> cache.get("a", failing(failure))).isSameAs(failure);
    assertThat(cache.get("a", image).width()).isEqualTo(1);
  }

  @Test
  void triesAgainAfterABug() {
    assertThatThrownBy(() ->
            cache.get(
                "a",
                () -> {
                  throw new IllegalStateException("bug");
                }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cache.get("a", image).width()).isEqualTo(1);
  }
}
