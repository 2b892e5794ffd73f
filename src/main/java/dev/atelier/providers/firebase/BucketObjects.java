package dev.atelier.providers.firebase;

import com.google.api.gax.paging.Page;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.StorageException;
import dev.atelier.providers.MediaSource.ObjectPage;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceObject;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists and describes the objects of a bucket. */
final class BucketObjects {

  private static final BlobField[] FIELDS = {
    BlobField.NAME,
    BlobField.SIZE,
    BlobField.GENERATION,
    BlobField.CRC32C,
    BlobField.MD5HASH,
    BlobField.CONTENT_TYPE,
    BlobField.CONTENT_ENCODING,
    BlobField.METADATA,
    BlobField.UPDATED
  };
  private static final int PAGE = 1000;

  /** Firebase keeps the tokens of public links here. */
  private static final String TOKENS = "firebaseStorageDownloadTokens";

  private final Storage storage;
  private final String bucket;
  private final StorageFailures failures;

  BucketObjects(Storage storage, String bucket) {
    this.storage = storage;
    this.bucket = bucket;
    this.failures = new StorageFailures(bucket);
  }

  ObjectPage page(@Nullable String prefix, @Nullable String pageToken) {
    List<BlobListOption> options = new ArrayList<>();
    options.add(BlobListOption.pageSize(PAGE));
    options.add(BlobListOption.fields(FIELDS));
    if (prefix != null && !prefix.isEmpty()) {
      options.add(BlobListOption.prefix(prefix));
    }
    if (pageToken != null) {
      options.add(BlobListOption.pageToken(pageToken));
    }
    try {
      Page<Blob> page = storage.list(bucket, options.toArray(BlobListOption[]::new));
      List<SourceObject> objects = new ArrayList<>(PAGE);
      for (Blob blob : page.getValues()) {
        objects.add(object(blob));
      }
      String next = page.getNextPageToken();
      return new ObjectPage(objects, next == null || next.isEmpty() ? null : next);
    } catch (StorageException e) {
      throw failures.ofBucket(e);
    }
  }

  SourceObject stat(String path) {
    try {
      Blob blob = storage.get(BlobId.of(bucket, path), BlobGetOption.fields(FIELDS));
      if (blob == null) {
        throw failures.absent();
      }
      return object(blob);
    } catch (StorageException e) {
      throw failures.ofObject(e);
    }
  }

  private static SourceObject object(BlobInfo blob) {
    Long size = blob.getSize();
    Long generation = blob.getGeneration();
    if (size == null || generation == null) {
      throw ProviderException.unavailable(
          "upstream_invalid_response", "Cloud Storage describes an object without its size", null);
    }
    @Nullable Map<String, @Nullable String> metadata = blob.getMetadata();
    OffsetDateTime updated = blob.getUpdateTimeOffsetDateTime();
    String encoding = blob.getContentEncoding();
    return new SourceObject(
        blob.getName(),
        size,
        generation,
        hex(blob.getCrc32c()),
        hex(blob.getMd5()),
        blob.getContentType(),
        encoding == null || encoding.isEmpty() ? null : encoding,
        metadata != null && metadata.get(TOKENS) != null && !metadata.get(TOKENS).isEmpty(),
        updated == null ? null : updated.toInstant());
  }

  private static @Nullable String hex(@Nullable String base64) {
    return base64 == null || base64.isEmpty()
        ? null
        : HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }
}
