package dev.atelier.providers;

import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.RemoteImages.Image;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was fetched for some minutes, up to a number of bytes, and lets one of several that
 * ask at the same time do the work. Remembers refusals too, but no failure that may pass.
 */
final class ImageCache {

  /** Counted for an entry besides its bytes; bounds the number of remembered refusals. */
  private static final int ENTRY_BYTES = 1_024;

  private final long maxBytes;
  private final long freshNanos;
  private final LongSupplier nanoTime;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Entry(CompletableFuture<Image> image, long size, long madeAt) {}

  ImageCache(long maxBytes, Duration fresh, LongSupplier nanoTime) {
    this.maxBytes = maxBytes;
    this.freshNanos = fresh.toNanos();
    this.nanoTime = nanoTime;
  }

  Image get(String url, Supplier<Image> fetch) {
    // A data: URL may be 10 MB long; as a key its digest does.
    String key = DigestUtils.sha256Hex(url);
    CompletableFuture<Image> mine = new CompletableFuture<>();
    CompletableFuture<Image> other = join(key, mine);
    if (other != null) {
      return await(other);
    }
    boolean kept = false;
    try {
      Image image = fetch.get();
      kept = keep(key, mine, image.bytes().length);
      mine.complete(image);
      return image;
    } catch (ProviderException e) {
      kept = e.reason() == Reason.REJECTED && keep(key, mine, 0);
      mine.completeExceptionally(e);
      throw e;
    } finally {
      if (!kept) {
        forget(key);
        mine.completeExceptionally(
            ProviderException.unavailable("image_failed", "The image could not be read", null));
      }
    }
  }

  private synchronized @Nullable CompletableFuture<Image> join(
      String key, CompletableFuture<Image> mine) {
    Entry entry = entries.get(key);
    boolean usable =
        entry != null
            && (!entry.image().isDone() || nanoTime.getAsLong() - entry.madeAt() < freshNanos);
    if (entry != null && usable) {
      return entry.image();
    }
    forget(key);
    entries.put(key, new Entry(mine, 0, 0));
    return null;
  }

  private synchronized boolean keep(String key, CompletableFuture<Image> image, long length) {
    forget(key);
    long size = length + ENTRY_BYTES;
    entries.put(key, new Entry(image, size, nanoTime.getAsLong()));
    bytes += size;
    var eldest = entries.values().iterator();
    while (bytes > maxBytes && eldest.hasNext()) {
      Entry entry = eldest.next();
      if (entry.image().isDone()) {
        bytes -= entry.size();
        eldest.remove();
      }
    }
    return true;
  }

  private synchronized void forget(String key) {
    Entry entry = entries.remove(key);
    bytes -= entry == null ? 0 : entry.size();
  }

  private static Image await(CompletableFuture<Image> image) {
    try {
      return image.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RemoteImages.interrupted(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    }
  }
}
