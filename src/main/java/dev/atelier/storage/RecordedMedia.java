package dev.atelier.storage;

import static org.apache.commons.codec.digest.MessageDigestAlgorithms.SHA_256;

import dev.atelier.identity.UserId;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Media as objects in the store, each with a record in the database. */
@Component
class RecordedMedia implements Media {

  private static final Logger LOG = LoggerFactory.getLogger(RecordedMedia.class);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final ObjectStore store;
  private final MediaRepository repository;
  private final PublicAddress address;
  private final SpoolRepository spool;
  private final MediaLinks links;

  RecordedMedia(
      ObjectStore store,
      MediaRepository repository,
      PublicAddress address,
      SpoolRepository spool,
      MediaLinks links) {
    this.store = store;
    this.repository = repository;
    this.address = address;
    this.spool = spool;
    this.links = links;
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Stored put(MediaKey key, UserId owner, String contentType, byte[] bytes) {
    return put(key, owner, contentType, null, bytes);
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Stored put(
      MediaKey key, UserId owner, String contentType, @Nullable String name, byte[] bytes) {
    return put(key, owner, contentType, name, bytes, null);
  }

  /** Bytes first: after a crash between the two the key is put again, over the same object. */
  private Stored put(
      MediaKey key,
      UserId owner,
      String contentType,
      @Nullable String name,
      byte[] bytes,
      @Nullable String note) {
    Stored stored =
        new Stored(key, owner, contentType, bytes.length, DigestUtils.sha256Hex(bytes), name, note);
    store.put(key.value(), bytes, contentType, stored.sha256());
    repository.save(stored);
    return stored;
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Stored put(MediaKey key, UserId owner, String contentType, Path file) {
    try {
      String sha256 = new DigestUtils(SHA_256).digestAsHex(file);
      Stored stored = new Stored(key, owner, contentType, Files.size(file), sha256, null, null);
      try (InputStream bytes = Files.newInputStream(file)) {
        store.put(key.value(), bytes, stored.length(), contentType, stored.sha256());
      }
      repository.save(stored);
      return stored;
    } catch (IOException e) {
      throw ProviderException.unavailable("unreadable_file", "A file cannot be read", e);
    }
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Stored keep(
      MediaKey key, UserId owner, String contentType, byte[] bytes, @Nullable String note) {
    try {
      return put(key, owner, contentType, null, bytes, note);
    } catch (ProviderException e) {
      if (!takenLater(e)) {
        throw e;
      }
      if (!spool.keep(key, bytes, note)) {
        throw lost(e);
      }
      LOG.info("{} waits for the object store: {}", key, e.getMessage());
      throw isOutage(e) ? waiting(e) : e;
    }
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Optional<Stored> finish(MediaKey key, UserId owner, String contentType) {
    Optional<Stored> stored = repository.find(key);
    return stored.isPresent()
        ? stored
        : spool.find(key).map(kept -> finish(key, owner, contentType, kept));
  }

  private Stored finish(MediaKey key, UserId owner, String contentType, SpoolRepository.Kept kept) {
    Stored stored;
    try {
      stored = put(key, owner, contentType, null, kept.bytes(), kept.note());
    } catch (ProviderException e) {
      throw isOutage(e) ? waiting(e) : e;
    }
    spool.discard(key);
    return stored;
  }

  @Override
  public Optional<Stored> find(MediaKey key) {
    return repository.find(key);
  }

  @Override
  public Optional<InputStream> open(MediaKey key) {
    return store.open(key.value(), 0, Long.MAX_VALUE);
  }

  /** Bytes first: after a crash between the two the record still tells that there is more to do. */
  @Override
  @Transactional(propagation = Propagation.NEVER)
  public void delete(MediaKey key) {
    store.delete(key.value());
    repository.delete(key);
  }

  @Override
  public URI url(MediaKey key) {
    return store.publicUrl(key.value()).orElseGet(() -> address.url(key));
  }

  @Override
  public Optional<String> privacy() {
    if (store.bucket().isEmpty()) {
      return address.reachesOthers()
          ? Optional.of("set AWS_S3_BUCKET and S3_BASE_URL to a bucket that anybody may read")
          : Optional.empty();
    }
    return store.publicUrl("any").isPresent()
        ? Optional.empty()
        : Optional.of("set S3_BASE_URL to where anybody may read the bucket");
  }

  @Override
  public String reference(MediaKey key) {
    return store.publicUrl(key.value()).map(URI::toString).orElseGet(() -> address.reference(key));
  }

  @Override
  public Link link(MediaKey key, Duration life) {
    return links.make(key, life);
  }

  @Override
  public String backend() {
    return store.backend();
  }

  /** Whether the same bytes may be taken once somebody, or time, has mended the store. */
  private static boolean takenLater(ProviderException failure) {
    return isOutage(failure) || failure.reason() == ProviderException.Reason.REFUSES_ALL;
  }

  /** Counts as an attempt: waiting without one would make the bytes again without an end. */
  private static ProviderException lost(ProviderException failure) {
    return failure.reason() == ProviderException.Reason.THROTTLED
        ? ProviderException.unavailable("storage_failed", failure.getMessage(), failure)
        : failure;
  }

  /** Whether waiting helps. */
  private static boolean isOutage(ProviderException failure) {
    return switch (failure.reason()) {
      case THROTTLED, TIMED_OUT -> true;
      case UNAVAILABLE -> !failure.code().equals("checksum_mismatch");
      case REJECTED, REFUSES_ALL -> false;
    };
  }

  private static ProviderException waiting(ProviderException failure) {
    Duration asked = failure.retryAfter();
    return ProviderException.throttled(failure.getMessage(), asked == null ? PAUSE : asked);
  }
}
