package dev.atelier.providers.openai;

import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Set;

/** Translates what the API says when it does not do what it was asked for. */
final class OpenAiFailures {

  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
  private static final int SHOWN = 300;

  private static final Set<String> NO_MONEY =
      Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active");

  private static final Set<String> REFUSED_CONTENT =
      Set.of(
          "content_policy_violation",
          "moderation_blocked",
          "content_filter",
          "image_generation_user_error");

  private OpenAiFailures() {}

  /** Whether the server does not know the model, and another one may do. */
  static boolean unknownModel(OpenAIException failure) {
    return failure instanceof OpenAIServiceException e
        && (code(e).equals("model_not_found")
            || code(e).equals("invalid_model")
            // Servers of one's own give no code.
            || (e.statusCode() == 404 && code(e).isEmpty() && message(e).contains("model")));
  }

  static ProviderException of(OpenAIException failure) {
    if (!(failure instanceof OpenAIServiceException e)) {
      return ProviderException.unavailable(
          "upstream_invalid_response", "OpenAI sent an answer that cannot be read", failure);
    }
    String code = code(e);
    if (NO_MONEY.contains(code)) {
      return ProviderException.refusesAll(
          "insufficient_quota", "The account at OpenAI has no money left: " + message(e));
    }
    if (REFUSED_CONTENT.contains(code)) {
      return ProviderException.rejected("content_refused", message(e));
    }
    return switch (e.statusCode()) {
      case 401 -> ProviderException.refusesAll("bad_key", "OpenAI does not accept OPENAI_API_KEY");
      case 403 -> ProviderException.refusesAll("access_denied", message(e));
      case 404 -> ProviderException.refusesAll("not_found", message(e));
      case 408 -> ProviderException.timedOut("OpenAI took too long", e);
      case 429 -> ProviderException.throttled("OpenAI asks to wait: " + message(e), wait(e));
      default ->
          e.statusCode() >= 500
              ? ProviderException.unavailable(
                  "upstream_unavailable", "OpenAI answered with status " + e.statusCode(), e)
              : ProviderException.rejected("upstream_refused", message(e));
    };
  }

  private static Duration wait(OpenAIServiceException failure) {
    return failure.headers().values("Retry-After").stream()
        .findFirst()
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
        .orElse(DEFAULT_WAIT);
  }

  private static String code(OpenAIServiceException failure) {
    return failure.code().filter(it -> !it.isBlank()).or(failure::type).orElse("");
  }

  /** The vendor's words for people, on one line; it masks keys in them itself. */
  private static String message(OpenAIServiceException failure) {
    String text = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").strip();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
