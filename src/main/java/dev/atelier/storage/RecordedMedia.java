package dev.atelier.storage;

import dev.atelier.identity.UserId;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
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
  private final Spool spool;

  RecordedMedia(ObjectStore store, MediaRepository repository, PublicAddress address, Spool spool) {
    this.store = store;
    this.repository = repository;
    this.address = address;
    this.spool = spool;
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Stored put(MediaKey key, UserId owner, String contentType, byte[] bytes) {
    return put(key, owner, contentType, null, bytes);
  }

  /** Bytes first: after a crash between the two the key is put again, over the same object. */
  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Stored put(
      MediaKey key, UserId owner, String contentType, @Nullable String name, byte[] bytes) {
    Stored stored = new Stored(key, owner, contentType, bytes.length, Digest.of(bytes), name);
    store.put(key.value(), bytes, contentType, stored.sha256());
    repository.save(stored);
    return stored;
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Stored keep(MediaKey key, UserId owner, String contentType, byte[] bytes) {
    try {
      return put(key, owner, contentType, null, bytes);
    } catch (ProviderException e) {
      if (!takenLater(e)) {
        throw e;
      }
      if (!spool.keep(key, bytes)) {
        throw lost(e);
      }
      LOG.info("{} waits on this node for the object store: {}", key, e.getMessage());
      throw isOutage(e) ? waiting(e) : e;
    }
  }

  @Override
  @Transactional(propagation = Propagation.NEVER)
  public Optional<Stored> finish(MediaKey key, UserId owner, String contentType) {
    Optional<Stored> stored = repository.find(key);
    return stored.isPresent()
        ? stored
        : spool.find(key).map(bytes -> finish(key, owner, contentType, bytes));
  }

  private Stored finish(MediaKey key, UserId owner, String contentType, byte[] bytes) {
    Stored stored;
    try {
      stored = put(key, owner, contentType, null, bytes);
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
