package dev.atelier.providers;

/**
 * Writes short texts. Calls are paid for: whoever calls keeps a record of it first.
 *
 * <p>Thread-safe; calls block.
 */
public interface TextModel {

  /**
   * Writes a text.
   *
   * @throws ProviderException rejected with code {@code content_refused} when the model will not
   *     write this, refusing all for a bad key, no money or an unknown model, throttled with the
   *     time to wait, otherwise by the kind of failure
   */
  Text write(Request request);

  /** The model that is asked first, as prices know it. */
  String model();

  /** Whether texts are made up on this machine rather than by a model. */
  boolean offline();

  /** Whether a request that is sent again under the same id is paid for once at most. */
  default boolean repeatsAreFree() {
    return false;
  }

  /**
   * What to write.
   *
   * @param id the same for every try of one request and for no other; at most 200 printable ASCII
   *     characters
   * @param maxTokens most tokens of the answer
   */
  record Request(String id, Prompt prompt, int maxTokens) {}

  /**
   * A text.
   *
   * @param text trimmed, not empty
   * @param model that wrote it, as prices know it
   */
  record Text(String text, String model, Finish finish, ModelUsage usage) {}

  /** Why a text ends where it does. */
  enum Finish {
    /** The model had no more to say. */
    COMPLETE,
    /** The answer reached its limit. */
    TRUNCATED
  }
}
