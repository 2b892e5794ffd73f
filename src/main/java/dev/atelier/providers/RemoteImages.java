package dev.atelier.providers;

import dev.atelier.providers.OutboundFailures.AnswerTooLargeException;
import dev.atelier.providers.OutboundHttp.Call;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;

/**
 * Fetches pictures from addresses that came out of data and makes them harmless: the bytes given
 * out are always our own encoding of the decoded pixels, never the stranger's.
 *
 * <p>Takes PNG, JPEG, WebP and GIF (its first frame) of at most 10 MB and 25 megapixels, told by
 * their first bytes; turns a photo upright; scales down to fit 1200 × 1200. Each picture is fetched
 * once in some minutes, also when many ask for it at the same time.
 *
 * <p>Thread-safe; calls block. Repeatable.
 */
public final class RemoteImages {

  static final int MAX_BYTES = 10 * 1024 * 1024;

  private static final int START_BYTES = 1_024;
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final long MAX_CACHED_BYTES = 64L * 1024 * 1024;
  private static final int MAX_FETCHES = 16;

  private final OutboundHttp http;
  private final ImageRecoder recoder = new ImageRecoder();
  private final ImageCache cache = new ImageCache(MAX_CACHED_BYTES, FRESH, System::nanoTime);
  private final Semaphore fetches = new Semaphore(MAX_FETCHES);
  private final Duration deadline;

  RemoteImages(OutboundHttp http, Duration deadline) {
    this.http = http;
    this.deadline = deadline;
  }

  /**
   * A picture as we encoded it.
   *
   * @param contentType of a logo that is one, {@code image/svg+xml}; else {@code image/jpeg} when
   *     nothing of it is transparent, otherwise {@code image/png}; PNG too for pictures of at most
   *     256 colours
   * @param width pixels, at most 1200
   * @param height pixels, at most 1200
   */
  public record Image(byte[] bytes, String contentType, int width, int height) {

    /** The picture as a URL that holds it whole. */
    public String dataUrl() {
      return "data:" + contentType + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
  }

  /**
   * The picture at an http, https or {@code data:} URL.
   *
   * @throws ProviderException rejected with {@code address_refused}, {@code image_too_large},
   *     {@code image_refused} (a kind we do not take) or {@code not_an_image}; otherwise as {@link
   *     OutboundHttp} says
   */
  public Image fetch(String url) {
    String address = url.strip();
    return cache.get(address, () -> recoder.recode(bytes(address)));
  }

  /**
   * The same, scaled down further.
   *
   * @param side both sides are scaled down to at most this
   */
  public Image fetch(String url, int side) {
    String address = url.strip();
    return cache.get(side + " " + address, () -> recoder.recode(bytes(address), side));
  }

  /**
   * A picture that somebody sent, made harmless in the same way.
   *
   * @param side both sides are scaled down to at most this
   * @throws ProviderException rejected, as {@link #fetch} says
   */
  public Image recode(byte[] picture, int side) {
    if (picture.length > MAX_BYTES) {
      throw tooLarge();
    }
    return recoder.recode(picture, side);
  }

  /**
   * Looks whether there is a picture at a URL, by its first bytes; whether the rest is one too is
   * seen when it is fetched.
   *
   * @param patience for everything together
   * @throws ProviderException as {@link #fetch} for what can be told
   */
  public void probe(String url, Duration patience) {
    String address = url.strip();
    if (DataUrl.matches(address)) {
      ImageKind.of(DataUrl.bytes(address, MAX_BYTES));
      return;
    }
    ImageKind.of(http.getGuardedStart(new Call("images", address, patience, START_BYTES)).body());
  }

  /**
   * The logo at an http, https or {@code data:} URL: as {@link #fetch}, but SVG is taken too, with
   * all that could run or refer elsewhere taken out. It may be shown as a picture only, which runs
   * nothing and loads nothing.
   *
   * @throws ProviderException as {@link #fetch} says
   */
  public Image fetchLogo(String url) {
    String address = url.strip();
    return cache.get(
        "logo " + address,
        () -> {
          byte[] bytes = bytes(address);
          return SvgImage.isOne(bytes) ? SvgImage.clean(bytes) : recoder.recode(bytes);
        });
  }

  private byte[] bytes(String url) {
    if (DataUrl.matches(url)) {
      return DataUrl.bytes(url, MAX_BYTES);
    }
    try {
      fetches.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    try {
      return http.getGuarded(new Call("images", url, deadline, MAX_BYTES)).body();
    } catch (ProviderException e) {
      throw e.getCause() instanceof AnswerTooLargeException ? tooLarge() : e;
    } finally {
      fetches.release();
    }
  }

  static ProviderException tooLarge() {
    return ProviderException.rejected(
        "image_too_large", "The image is larger than 10 MB or 25 megapixels");
  }

  static ProviderException interrupted(InterruptedException cause) {
    return ProviderException.unavailable(
        "interrupted", "The work was stopped while it waited for an image", cause);
  }
}
