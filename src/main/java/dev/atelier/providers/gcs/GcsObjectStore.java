package dev.atelier.providers.gcs;

import com.google.auth.ServiceAccountSigner;
import com.google.cloud.BaseServiceException;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.HttpMethod;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.SignUrlOption;
import dev.atelier.providers.CheckedBytes;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects in a bucket of Cloud Storage. Bytes are checked on this node's disk before any is sent;
 * the bucket shows an object whole or not at all.
 */
final class GcsObjectStore implements ObjectStore {

  private static final Logger LOG = LoggerFactory.getLogger(GcsObjectStore.class);
  private static final int CHUNK = 2 * 1024 * 1024;

  private final Storage storage;
  private final GcsProperties properties;
  private final Path uploads;

  /**
   * @param uploads folder of this node's own for bytes that are on their way
   */
  GcsObjectStore(Storage storage, GcsProperties properties, Path uploads) throws IOException {
    this.storage = storage;
    this.properties = properties;
    this.uploads = uploads;
    try (var left = Files.list(uploads)) {
      for (Path file : (Iterable<Path>) left::iterator) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void put(String key, InputStream bytes, long length, String contentType, String sha256) {
    BlobInfo info = BlobInfo.newBuilder(id(key)).setContentType(contentType).build();
    Path file = null;
    try {
      file = Files.createTempFile(uploads, "upload", ".part");
      try (OutputStream out = Files.newOutputStream(file)) {
        new CheckedBytes(bytes, length, sha256).copyTo(out);
      }
      storage.createFrom(info, file);
    } catch (BaseServiceException e) {
      throw failure(e);
    } catch (IOException e) {
      throw ProviderException.unavailable(
          "storage_failed", "The medium " + key + " could not be read", e);
    } finally {
      discard(file);
    }
  }

  private static void discard(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("{} stays behind", file, e);
    }
  }

  @Override
  public Optional<Stat> stat(String key) {
    BlobId id = id(key);
    try {
      return Optional.ofNullable(storage.get(id, BlobGetOption.fields(BlobField.SIZE)))
          .map(Blob::getSize)
          .map(Stat::new);
    } catch (BaseServiceException e) {
      throw failure(e);
    }
  }

  @Override
  public Optional<InputStream> open(String key, long offset, long length) {
    Optional<Stat> stat = stat(key);
    if (stat.isEmpty()) {
      return Optional.empty();
    }
    long size = stat.get().length();
    if (offset >= size || length == 0) {
      return Optional.of(InputStream.nullInputStream());
    }
    try {
      var reader = storage.reader(id(key));
      reader.setChunkSize(CHUNK);
      reader.seek(offset);
      reader.limit(length >= size - offset ? size : offset + length);
      return Optional.of(Channels.newInputStream(reader));
    } catch (BaseServiceException e) {
      throw failure(e);
    } catch (IOException e) {
      throw ProviderException.unavailable(
          "storage_unavailable", "The object store cannot be reached", e);
    }
  }

  @Override
  public void delete(String key) {
    try {
      storage.delete(id(key));
    } catch (BaseServiceException e) {
      throw failure(e);
    }
  }

  @Override
  public void check() {
    try {
      storage.list(properties.bucket(), Storage.BlobListOption.pageSize(1));
    } catch (BaseServiceException e) {
      throw failure(e);
    }
  }

  @Override
  public String bucket() {
    return properties.bucket();
  }

  @Override
  public String backend() {
    return "gcp";
  }

  @Override
  public Optional<URI> publicUrl(String key) {
    return properties.baseUrl().isEmpty()
        ? Optional.empty()
        : Optional.of(URI.create(properties.baseUrl() + "/" + ObjectStore.checkedKey(key)));
  }

  /** Only credentials with a key of their own can sign without asking anybody. */
  @Override
  public Optional<URI> link(String key, Duration life, Headers headers) {
    if (!(storage.getOptions().getCredentials() instanceof ServiceAccountSigner)) {
      return Optional.empty();
    }
    BlobInfo info = BlobInfo.newBuilder(id(key)).build();
    return Optional.of(
        URI.create(
            storage
                .signUrl(
                    info,
                    life.toSeconds(),
                    TimeUnit.SECONDS,
                    SignUrlOption.httpMethod(HttpMethod.GET),
                    SignUrlOption.withV4Signature(),
                    SignUrlOption.withQueryParams(
                        Map.of(
                            "response-content-type", headers.contentType(),
                            "response-content-disposition", headers.disposition())))
                .toString()));
  }

  private BlobId id(String key) {
    return BlobId.of(properties.bucket(), ObjectStore.checkedKey(key));
  }

  private ProviderException failure(BaseServiceException failure) {
    int status = failure.getCode();
    return switch (status) {
      case 401 ->
          ProviderException.refusesAll(
              "storage_refused", "Cloud Storage does not accept GOOGLE_APPLICATION_CREDENTIALS");
      case 403 ->
          ProviderException.refusesAll(
              "storage_refused",
              "GCP_MEDIA_BUCKET: the credentials may not use the bucket " + properties.bucket());
      case 404 ->
          ProviderException.refusesAll(
              "storage_refused", "GCP_MEDIA_BUCKET: there is no bucket " + properties.bucket());
      case 408 -> ProviderException.timedOut("The object store did not answer in time", failure);
      case 429 ->
          ProviderException.throttled("The object store asks to wait", Duration.ofSeconds(5));
      default ->
          status >= 400 && status < 500
              ? ProviderException.rejected(
                  "storage_rejected", "The object store refuses the object (status " + status + ")")
              : ProviderException.unavailable(
                  "storage_unavailable", "The object store cannot serve now", failure);
    };
  }
}
