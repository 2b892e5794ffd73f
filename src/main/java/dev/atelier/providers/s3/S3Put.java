package dev.atelier.providers.s3;

import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Puts an object only where there is none. Where there is one, a repetition of the same bytes
 * writes nothing, and other bytes replace only the very object that was looked at: a put never
 * overwrites what it does not know of.
 */
final class S3Put {

  private static final Logger LOG = LoggerFactory.getLogger(S3Put.class);
  private static final String DIGEST = "sha256";
  private static final int MAX_TRIES = 30;
  private static final int MAX_PAUSE_MILLIS = 100;

  private final S3Bucket bucket;

  /** Whether the service knows conditions; some others than AWS do not. */
  private volatile boolean conditional = true;

  S3Put(S3Bucket bucket) {
    this.bucket = bucket;
  }

  /** Bytes that are to become an object; the body can be read more than once. */
  record Upload(String key, RequestBody body, long length, String contentType, String sha256) {}

  /** What a key holds: its version, and the digest of its bytes where we wrote it. */
  private record Held(String tag, @Nullable String sha256) {}

  void put(Upload upload) {
    Held held = null;
    for (int i = 0; i < MAX_TRIES; i++) {
      if (put(upload, held)) {
        return;
      }
      held = held(upload.key()).orElse(null);
      if (held != null && upload.sha256().equals(held.sha256())) {
        return;
      }
      pause();
    }
    throw ProviderException.unavailable(
        "storage_contended", "Others keep replacing the medium " + upload.key(), null);
  }

  /** False when the key holds something else than it was taken to hold. */
  private boolean put(Upload upload, @Nullable Held held) {
    PutObjectRequest.Builder request = request(upload);
    if (conditional) {
      if (held == null) {
        request.ifNoneMatch("*");
      } else {
        request.ifMatch(held.tag());
      }
    }
    try {
      verify(upload, bucket.client().putObject(request.build(), upload.body()));
      return true;
    } catch (S3Exception e) {
      if (conditional && isUnknownCondition(e)) {
        LOG.info("This object store knows no conditional puts; the last put of a key wins");
        conditional = false;
        return put(upload, held);
      }
      if (isConditionFailed(e, held)) {
        return false;
      }
      throw e;
    }
  }

  private PutObjectRequest.Builder request(Upload upload) {
    Duration patience = S3Bucket.patience(upload.length());
    return PutObjectRequest.builder()
        .bucket(bucket.name())
        .key(bucket.key(upload.key()))
        .contentType(upload.contentType())
        .contentLength(upload.length())
        .checksumSHA256(base64(upload.sha256()))
        .metadata(Map.of(DIGEST, upload.sha256()))
        .overrideConfiguration(times ->
            times.apiCallAttemptTimeout(patience).apiCallTimeout(patience.multipliedBy(2)));
  }

  private static void verify(Upload upload, PutObjectResponse response) {
    String kept = response.checksumSHA256();
    if (kept != null && !kept.equals(base64(upload.sha256()))) {
      throw S3Failures.mismatch(null);
    }
  }

  private static boolean isConditionFailed(S3Exception e, @Nullable Held held) {
    // 409: another put of the key is under way. 404: the object that was to be replaced is gone.
    return e.statusCode() == 412
        || S3Failures.code(e).equals("ConditionalRequestConflict")
        || (held != null && S3Failures.code(e).equals("NoSuchKey"));
  }

  private static boolean isUnknownCondition(S3Exception e) {
    return e.statusCode() == 501 || S3Failures.code(e).equals("NotImplemented");
  }

  private Optional<Held> held(String key) {
    try {
      HeadObjectResponse answer =
          bucket.client().headObject(request -> request.bucket(bucket.name()).key(bucket.key(key)));
      return Optional.of(new Held(answer.eTag(), answer.metadata().get(DIGEST)));
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(MAX_PAUSE_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SdkClientException.create("interrupted", e);
    }
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
