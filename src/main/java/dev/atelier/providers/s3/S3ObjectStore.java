package dev.atelier.providers.s3;

import dev.atelier.providers.CheckedBytes;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects of up to 5 GB in a bucket. A stream is checked on this node's disk before any of it is
 * sent; all bytes are checked by the bucket before it keeps them.
 */
final class S3ObjectStore implements ObjectStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(S3ObjectStore.class);

  private final S3Bucket bucket;
  private final S3Failures failures;
  private final S3Put puts;
  private final Path uploads;

  /**
   * @param uploads folder of this node's own for bytes that are on their way
   */
  S3ObjectStore(S3Bucket bucket, Path uploads) throws IOException {
    this.bucket = bucket;
    this.failures = new S3Failures(bucket.name());
    this.puts = new S3Put(bucket);
    this.uploads = uploads;
    sweep();
  }

  @Override
  public void put(String key, InputStream bytes, long length, String contentType, String sha256) {
    ObjectStore.checkedKey(key);
    Path file = null;
    try {
      file = Files.createTempFile(uploads, "upload", ".part");
      try (OutputStream out = Files.newOutputStream(file)) {
        new CheckedBytes(bytes, length, sha256).copyTo(out);
      }
      send(new S3Put.Upload(key, RequestBody.fromFile(file), length, contentType, sha256));
    } catch (IOException e) {
      throw ProviderException.unavailable(
          "storage_failed", "The medium " + key + " could not be read", e);
    } finally {
      discard(file);
    }
  }

  @Override
  public void put(String key, byte[] bytes, String contentType, String sha256) {
    ObjectStore.checkedKey(key);
    send(new S3Put.Upload(key, RequestBody.fromBytes(bytes), bytes.length, contentType, sha256));
  }

  private void send(S3Put.Upload upload) {
    try {
      puts.put(upload);
    } catch (SdkException e) {
      throw failures.of(e);
    }
  }

  @Override
  public Optional<Stat> stat(String key) {
    ObjectStore.checkedKey(key);
    try {
      return Optional.of(
          new Stat(
              bucket
                  .client()
                  .headObject(request -> request.bucket(bucket.name()).key(bucket.key(key)))
                  .contentLength()));
    } catch (SdkException e) {
      return absentOrFailed(e);
    }
  }

  @Override
  public Optional<InputStream> open(String key, long offset, long length) {
    ObjectStore.checkedKey(key);
    if (length <= 0) {
      return stat(key).map(stat -> InputStream.nullInputStream());
    }
    try {
      return Optional.of(new S3Stream(bucket.client().getObject(request(key, offset, length))));
    } catch (SdkException e) {
      // Nothing of an object that is there lies in the range.
      return e instanceof S3Exception answer && answer.statusCode() == 416
          ? Optional.of(InputStream.nullInputStream())
          : absentOrFailed(e);
    }
  }

  private GetObjectRequest request(String key, long offset, long length) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(bucket.name()).key(bucket.key(key));
    long last = length > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + length - 1;
    if (last != Long.MAX_VALUE) {
      request.range("bytes=" + offset + "-" + last);
    } else if (offset > 0) {
      request.range("bytes=" + offset + "-");
    }
    return request.build();
  }

  @Override
  public void delete(String key) {
    ObjectStore.checkedKey(key);
    try {
      bucket.client().deleteObject(request -> request.bucket(bucket.name()).key(bucket.key(key)));
    } catch (SdkException e) {
      absentOrFailed(e);
    }
  }

  @Override
  public void check() {
    try {
      bucket.client().headBucket(request -> request.bucket(bucket.name()));
    } catch (SdkException e) {
      // The answer to this question has no body that would name the fault.
      throw e instanceof S3Exception answer && answer.statusCode() == 404
          ? ProviderException.refusesAll(
              "storage_refused", "AWS_S3_BUCKET: there is no bucket " + bucket.name())
          : failures.of(e);
    }
  }

  @Override
  public String bucket() {
    return bucket.name();
  }

  @Override
  public Optional<URI> publicUrl(String key) {
    String base = bucket.properties().baseUrl();
    return base.isEmpty()
        ? Optional.empty()
        : Optional.of(URI.create(base + '/' + bucket.key(ObjectStore.checkedKey(key))));
  }

  @Override
  public Optional<URI> link(String key, Duration life, Headers headers) {
    ObjectStore.checkedKey(key);
    if (life.compareTo(MAX_LINK) > 0) {
      throw new IllegalArgumentException("A link may not live for " + life);
    }
    if (!bucket.properties().givesLinks()) {
      return Optional.empty();
    }
    return Optional.of(
        URI.create(
            bucket
                .presigner()
                .presignGetObject(presigned ->
                    presigned
                        .signatureDuration(life)
                        .getObjectRequest(request ->
                            request
                                .bucket(bucket.name())
                                .key(bucket.key(key))
                                .responseContentType(headers.contentType())
                                .responseContentDisposition(headers.disposition())))
                .url()
                .toString()));
  }

  @Override
  public void close() {
    bucket.close();
  }

  private <T> Optional<T> absentOrFailed(SdkException e) {
    if (e instanceof S3Exception answer
        && answer.statusCode() == 404
        && !S3Failures.code(answer).equals("NoSuchBucket")) {
      return Optional.empty();
    }
    throw failures.of(e);
  }

  /** Removes what an earlier process of this node was sending when it ended. */
  private void sweep() throws IOException {
    try (Stream<Path> files = Files.list(uploads)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void discard(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be removed; the next start sweeps it", file, e);
    }
  }
}
