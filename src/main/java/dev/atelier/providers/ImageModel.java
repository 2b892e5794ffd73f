package dev.atelier.providers;

/**
 * Draws pictures from words. Calls are paid for: whoever calls keeps a record of it first.
 *
 * <p>Thread-safe; calls block.
 */
public interface ImageModel {

  /**
   * Draws a square picture.
   *
   * @throws ProviderException rejected with code {@code content_refused} when the model will not
   *     draw this, refusing all for a bad key, no money or an unknown model, throttled with the
   *     time to wait, otherwise by the kind of failure
   */
  Drawing draw(Request request);

  /** The model that is asked first, as prices know it. */
  String model();

  /** Whether pictures are made on this machine rather than by a model. */
  boolean offline();

  /** Whether a request that is sent again under the same id is paid for once at most. */
  default boolean repeatsAreFree() {
    return false;
  }

  /**
   * What to draw.
   *
   * @param id the same for every try of one request and for no other; at most 200 printable ASCII
   *     characters
   * @param side pixels of each side
   */
  record Request(String id, Prompt prompt, int side, Quality quality) {}

  /**
   * A picture.
   *
   * @param bytes the file, whose content has been checked to be of the type
   * @param contentType {@code image/png}, {@code image/jpeg} or {@code image/webp}
   * @param model that drew it, as prices know it
   */
  @SuppressWarnings("ArrayRecordComponent") // A picture is passed on once, never compared.
  record Drawing(byte[] bytes, String contentType, String model, ModelUsage usage) {}

  /** How much care to pay for. */
  enum Quality {
    LOW,
    MEDIUM,
    HIGH
  }
}
