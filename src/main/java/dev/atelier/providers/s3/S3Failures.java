package dev.atelier.providers.s3;

import dev.atelier.providers.ProviderException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Translates what the SDK throws. */
final class S3Failures {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Set<String> KEYS =
      Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken");
  private static final Set<String> REGION =
      Set.of("PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraint");
  private static final Set<String> BUCKET = Set.of("NoSuchBucket", "InvalidBucketName");
  private static final Set<String> CHECKSUM =
      Set.of(
          "BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch");
  private static final Set<String> FULL =
      Set.of(
          "XMinioStorageFull", "QuotaExceeded", "InsufficientCapacity", "QuotaExceededException");

  private final String bucket;

  S3Failures(String bucket) {
    this.bucket = bucket;
  }

  ProviderException of(SdkException failure) {
    if (failure instanceof S3Exception answer) {
      return ofAnswer(answer);
    }
    if (failure instanceof AbortedException) {
      Thread.currentThread().interrupt();
      return ProviderException.unavailable(
          "interrupted", "The work was stopped while it waited for the object store", failure);
    }
    return isTimeout(failure)
        ? ProviderException.timedOut("The object store did not answer in time", failure)
        : ProviderException.unavailable(
            "storage_unavailable", "The object store cannot be reached", failure);
  }

  private ProviderException ofAnswer(S3Exception answer) {
    int status = answer.statusCode();
    String code = code(answer);
    if (CHECKSUM.contains(code)) {
      return mismatch(answer);
    }
    if (status == 429 || code.equals("SlowDown") || answer.isThrottlingException()) {
      return ProviderException.throttled("The object store asks to wait", pause(answer));
    }
    if (FULL.contains(code) || status == 507) {
      return ProviderException.unavailable(
          "storage_full", "There is no room to store media", answer);
    }
    if (status == 408 || code.equals("RequestTimeout")) {
      return ProviderException.timedOut("The object store did not answer in time", answer);
    }
    String setting = setting(status, code);
    if (setting != null) {
      return ProviderException.refusesAll("storage_refused", setting);
    }
    return status >= 400 && status < 500
        ? ProviderException.rejected(
            "storage_rejected", "The object store refuses the object (%s)".formatted(told(answer)))
        : ProviderException.unavailable(
            "storage_unavailable",
            "The object store cannot serve now (%s)".formatted(told(answer)),
            answer);
  }

  /** What to look at when nothing at all can work; null for any other answer. */
  private @Nullable String setting(int status, String code) {
    if (KEYS.contains(code)) {
      return "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: the object store does not accept them (%s)"
          .formatted(code);
    }
    if (BUCKET.contains(code)) {
      return "AWS_S3_BUCKET: there is no bucket " + bucket;
    }
    if (REGION.contains(code) || status == 301) {
      return "AWS_REGION: the bucket %s is in another region".formatted(bucket);
    }
    if (code.equals("RequestTimeTooSkewed")) {
      return "The clock of this machine is wrong; the object store refuses its signatures";
    }
    return status == 401 || status == 403
        ? "AWS_S3_BUCKET: the credentials (AWS_ACCESS_KEY_ID) may not use the bucket %s"
            .formatted(bucket)
        : null;
  }

  static ProviderException mismatch(@Nullable Throwable cause) {
    return ProviderException.unavailable(
        "checksum_mismatch", "The bytes are not those that were announced", cause);
  }

  static String code(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    return code == null ? "" : code;
  }

  private static String told(S3Exception answer) {
    String code = code(answer);
    return code.isEmpty() ? "status " + answer.statusCode() : code;
  }

  private static Duration pause(S3Exception answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.sdkHttpResponse() == null
        ? PAUSE
        : details
            .sdkHttpResponse()
            .firstMatchingHeader("Retry-After")
            .filter(value -> value.matches("[0-9]{1,4}"))
            .map(value -> Duration.ofSeconds(Long.parseLong(value)))
            .orElse(PAUSE);
  }

  private static boolean isTimeout(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiCallTimeoutException
          || cause instanceof ApiCallAttemptTimeoutException
          || cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }
}
