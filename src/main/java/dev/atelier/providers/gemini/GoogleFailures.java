package dev.atelier.providers.gemini;

import dev.atelier.providers.Excerpt;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Translates what Google's services say when they do not do what they were asked for. */
final class GoogleFailures {

  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int SHOWN = 300;

  private GoogleFailures() {}

  /**
   * @param start whether a video was to be started; otherwise one was asked about
   */
  static void requireTaken(Answer answer, boolean start) {
    int status = answer.status();
    if (status >= 200 && status <= 299) {
      return;
    }
    JsonNode error = error(answer.body());
    String words = Excerpt.of(error.path("message").asString(""), SHOWN);
    String message =
        "Google answered with status %d%s".formatted(status, words.isEmpty() ? "" : ": " + words);
    String reason = error.toString().toLowerCase(Locale.ROOT);
    throw switch (status) {
      case 400 -> refused(reason, message);
      case 401 -> ProviderException.refusesAll("bad_key", message);
      case 403 ->
          start
              ? ProviderException.refusesAll("access_denied", message)
              // Seen on operations of one's own, so it says nothing of the key.
              : ProviderException.rejected("access_denied", message);
      case 404 ->
          start
              ? ProviderException.refusesAll("unknown_model", message)
              : ProviderException.rejected("not_found", message);
      default -> answer.failure(message, WAIT);
    };
  }

  private static ProviderException refused(String reason, String message) {
    if (reason.contains("api_key_invalid") || reason.contains("api key")) {
      return ProviderException.refusesAll("bad_key", message);
    }
    boolean content =
        reason.contains("safety")
            || reason.contains("policy")
            || reason.contains("policies")
            || reason.contains("blocked");
    return ProviderException.rejected(content ? "content_refused" : "upstream_refused", message);
  }

  private static JsonNode error(byte[] body) {
    try {
      JsonNode answer = JsonMapper.shared().readTree(body);
      JsonNode first = answer.isArray() ? answer.path(0) : answer;
      return first.path("error");
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  /**
   * Runs a call of the SDK, whose own exceptions wrap ours or say that it cannot read an answer.
   */
  static <T> T translated(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProviderException ours) {
          throw ours;
        }
      }
      throw unreadable(e);
    }
  }

  static ProviderException unreadable(@Nullable Throwable cause) {
    return ProviderException.unavailable(
        "upstream_invalid_response", "Google sent an answer that cannot be read", cause);
  }
}
