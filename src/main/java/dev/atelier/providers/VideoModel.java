package dev.atelier.providers;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes short videos from words: a request is submitted once, and its operation is asked about
 * until it is done. Submissions are paid for: whoever submits keeps a record of it first.
 *
 * <p>Thread-safe; calls block. All failures are {@link ProviderException}s: rejected {@code
 * content_refused} when the model will not film this, refusing all for a bad key, no money or an
 * unknown model, throttled with the time to wait, otherwise by the kind of failure.
 */
public interface VideoModel {

  /** Short stable word for the provider: {@code flow}, {@code gemini}, {@code offline}. */
  String name();

  /** The model that is asked where a request names none. */
  String model();

  /** Whether videos are made on this machine rather than by a model. */
  boolean offline();

  /**
   * Starts a video. A failure that is timed out, or unavailable with {@code
   * upstream_invalid_response}, does not say whether the provider took the request.
   */
  Submitted submit(Request request);

  /**
   * Asks whether a request was taken whose answer got lost.
   *
   * <p>A provider that can tell has both this and {@link #findsByScene} of its own.
   *
   * @return its operation; nothing when the provider certainly never took it
   * @throws ProviderException rejected with {@code lookup_unsupported} where the provider cannot
   *     tell
   */
  default Optional<Submitted> find(Request request) {
    throw ProviderException.rejected(
        "lookup_unsupported", "Nobody can ask %s for a request by its scene".formatted(name()));
  }

  /** Whether {@link #find} can tell. */
  default boolean findsByScene() {
    return false;
  }

  /**
   * Asks how far an operation is.
   *
   * @param request the one it was submitted with
   */
  Status poll(String operation, Request request);

  /**
   * What to make.
   *
   * @param sceneId the same for every try of one request and for no other
   * @param aspectRatio as the caller wrote it, such as {@code VIDEO_ASPECT_RATIO_PORTRAIT} or
   *     {@code 9:16}; null for the provider's default
   * @param modelKey null for the provider's default
   * @param seed null for any
   */
  record Request(
      String sceneId,
      String prompt,
      @Nullable String aspectRatio,
      @Nullable String modelKey,
      @Nullable Integer seed) {

    /** Whether a wide picture is asked for rather than a tall one. */
    public boolean landscape() {
      return aspectRatio != null
          && (aspectRatio.endsWith("LANDSCAPE") || aspectRatio.equals("16:9"));
    }
  }

  /**
   * A request that the provider took.
   *
   * @param operation what it is asked by
   * @param answer the provider's own words, JSON; {@code null} where it has none
   */
  record Submitted(String operation, String answer) {}

  /**
   * What the provider said of an operation.
   *
   * @param answer its own words, JSON; {@code null} where it has none
   */
  record Status(Progress progress, String answer) {}

  /** How far an operation is. */
  sealed interface Progress {

    /** It waits. */
    record Pending() implements Progress {}

    /** It is worked on. */
    record Processing() implements Progress {}

    /** The provider says something that we do not know; nothing has changed. */
    record Unclear() implements Progress {}

    /**
     * It is done.
     *
     * @param thumbnail null where the provider has none
     * @param durationSeconds null where the provider does not say
     */
    record Done(Asset video, @Nullable Asset thumbnail, @Nullable Integer durationSeconds)
        implements Progress {}

    /**
     * It will never be done.
     *
     * @param code a stable lower-case word for programs
     * @param message a sentence for people, without secrets
     */
    record Failed(String code, String message) implements Progress {}
  }

  /** A file that a provider made. */
  sealed interface Asset {

    /**
     * Lies at an address that came out of an answer: for the guarded client only.
     *
     * @param headers what its host, and no other, wants to see; may be secret
     */
    record Link(String url, Map<String, String> headers) implements Asset {
      public Link {
        headers = Map.copyOf(headers);
      }

      /** Without headers. */
      public Link(String url) {
        this(url, Map.of());
      }

      @Override
      public String toString() {
        return "Link[" + Excerpt.of(url) + "]";
      }
    }

    /** Came along with the answer. */
    @SuppressWarnings("ArrayRecordComponent") // A file is passed on once, never compared.
    record Inline(byte[] bytes) implements Asset {
      @Override
      public String toString() {
        return "Inline[" + bytes.length + " bytes]";
      }
    }
  }
}
