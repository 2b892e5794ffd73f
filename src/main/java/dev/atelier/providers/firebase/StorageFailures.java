package dev.atelier.providers.firebase;

import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Translates what Cloud Storage answers, and that it does not. */
final class StorageFailures {

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final String bucket;

  StorageFailures(String bucket) {
    this.bucket = bucket;
  }

  /** What an error answer says. */
  record Refusal(int status, @Nullable String message, @Nullable String retryAfter) {
    boolean says(String words) {
      return message != null && message.toLowerCase(Locale.ROOT).contains(words);
    }
  }

  ProviderException ofBucket(StorageException failure) {
    ProviderException of = ofObject(failure);
    return failure.getCode() == 403 && of.reason() == ProviderException.Reason.REJECTED
        ? denied()
        : of;
  }

  ProviderException ofObject(StorageException failure) {
    if (failure.getCode() > 0) {
      return of(new Refusal(failure.getCode(), failure.getMessage(), null));
    }
    return failure.getCause() instanceof IOException cause
        ? lost(cause)
        : ProviderException.unavailable(
            "upstream_unavailable", "Cloud Storage cannot be reached", failure);
  }

  ProviderException of(Refusal refusal) {
    int status = refusal.status();
    return switch (status) {
      case 401 -> badCredentials();
      case 403 -> forbidden(refusal);
      case 404, 410 -> refusal.says("bucket does not exist") ? noBucket() : absent();
      case 408 -> ProviderException.timedOut("Cloud Storage did not answer in time", null);
      case 412 -> ProviderException.rejected("object_changed", "The object is another one by now");
      case 429 -> throttled(refusal);
      default -> {
        String message = "Cloud Storage answered with status %d".formatted(status);
        if (status >= 400 && status <= 499) {
          yield ProviderException.rejected("upstream_refused", message);
        }
        yield ProviderException.unavailable(
            status >= 500 ? "upstream_unavailable" : "upstream_invalid_response", message, null);
      }
    };
  }

  private ProviderException forbidden(Refusal refusal) {
    if (refusal.says("ratelimit") || refusal.says("rate limit")) {
      return throttled(refusal);
    }
    if (refusal.says("billing") || refusal.says("account disabled")) {
      return ProviderException.refusesAll(
          "permission_denied", "Google has closed the project's account (status 403)");
    }
    return ProviderException.rejected(
        "permission_denied", "Cloud Storage denies access to the object (status 403)");
  }

  private static ProviderException throttled(Refusal refusal) {
    String wait = refusal.retryAfter();
    Duration pause =
        wait != null && wait.matches("[0-9]{1,6}")
            ? Duration.ofSeconds(Long.parseLong(wait))
            : PAUSE;
    return ProviderException.throttled(
        "Cloud Storage asks to wait", pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  private static ProviderException badCredentials() {
    return ProviderException.refusesAll(
        "bad_credentials", "FIREBASE_SERVICE_ACCOUNT_PATH: Google does not accept the credentials");
  }

  private ProviderException denied() {
    return ProviderException.refusesAll(
        "permission_denied",
        "FIREBASE_SERVICE_ACCOUNT_PATH: the account may not read the bucket %s; it needs the role"
                .formatted(bucket)
            + " Storage Object Viewer");
  }

  private ProviderException noBucket() {
    return ProviderException.refusesAll(
        "bucket_not_found", "FIREBASE_STORAGE_BUCKET: there is no bucket " + bucket);
  }

  ProviderException absent() {
    return ProviderException.rejected(
        "object_not_found", "There is no such object in Cloud Storage");
  }

  ProviderException lost(IOException cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof Retryable refusal && !refusal.isRetryable()) {
        // Without the cause, which may repeat what was sent to get in.
        return badCredentials();
      }
    }
    return cause instanceof InterruptedIOException
        ? ProviderException.timedOut("Cloud Storage did not answer in time", cause)
        : ProviderException.unavailable(
            "upstream_unavailable", "Cloud Storage cannot be reached", cause);
  }

  static ProviderException invalid(String message) {
    return ProviderException.unavailable("upstream_invalid_response", message, null);
  }
}
