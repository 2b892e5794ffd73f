package dev.atelier.storage;

import dev.atelier.identity.UserId;
import dev.atelier.providers.ObjectStore;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Media as objects in the store, each with a record in the database. */
@Component
class RecordedMedia implements Media {

  private final ObjectStore store;
  private final MediaRepository repository;
  private final PublicAddress address;

  RecordedMedia(ObjectStore store, MediaRepository repository, PublicAddress address) {
    this.store = store;
    this.repository = repository;
    this.address = address;
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
    Stored stored = new Stored(key, owner, contentType, bytes.length, sha256(bytes), name);
    store.put(key.value(), bytes, contentType, stored.sha256());
    repository.save(stored);
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
    return address.url(key);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
