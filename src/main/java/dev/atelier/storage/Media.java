package dev.atelier.storage;

import dev.atelier.identity.UserId;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The media of all studios.
 *
 * <p>Thread-safe. No transaction may be open during a call that moves bytes.
 */
public interface Media {

  /**
   * Stores the bytes and records them; repeatable, a retry replaces the same key.
   *
   * @throws dev.atelier.providers.ProviderException as the object store says
   */
  Stored put(MediaKey key, UserId owner, String contentType, byte[] bytes);

  /**
   * The same, with a name for downloads.
   *
   * @param name file name to offer; null for the last segment of the key
   */
  Stored put(MediaKey key, UserId owner, String contentType, @Nullable String name, byte[] bytes);

  /** The same for a file, however large. */
  Stored put(MediaKey key, UserId owner, String contentType, Path file);

  /**
   * The same for what a job has made and must not make again: where the object store cannot take
   * the bytes now, they are kept for {@link #finish}, which may be asked by any node.
   *
   * @param note what the job says of the bytes, for itself; given back with the record
   * @throws dev.atelier.providers.ProviderException throttled during an outage, so that the queue
   *     waits and no attempt is lost; where the bytes could not be kept unavailable or timed out,
   *     so that attempts end; otherwise as the object store says
   */
  Stored keep(MediaKey key, UserId owner, String contentType, byte[] bytes, @Nullable String note);

  /**
   * The record of what was stored, also by an attempt that ended in its middle: bytes that were
   * kept are stored now. Nothing when they are yet to be made.
   *
   * @throws dev.atelier.providers.ProviderException as {@link #keep} does
   */
  Optional<Stored> finish(MediaKey key, UserId owner, String contentType);

  /** The record of a key. */
  Optional<Stored> find(MediaKey key);

  /** Opens the whole of a medium; the caller closes it. */
  Optional<InputStream> open(MediaKey key);

  /** Removes a medium and its record, if it is there. */
  void delete(MediaKey key);

  /**
   * Where a browser finds the medium, for good: on the public address of its bucket, or else on
   * that of this server.
   */
  URI url(MediaKey key);

  /**
   * Why {@link #url} opens for the medium's owner alone: what would have to be set. Nothing where
   * it opens for whoever can reach it.
   */
  Optional<String> privacy();

  /**
   * The same as {@link #url}, as short as it can be: below {@code MEDIA_PUBLIC_BASE}, such as
   * {@code /media/…}, where this server has it.
   */
  String reference(MediaKey key);

  /**
   * Where whoever has the link finds the medium for a while, on this server.
   *
   * @param life at most 15 minutes
   */
  Link link(MediaKey key, Duration life);

  /** Short word for where media are: {@code local}, {@code s3} or {@code gcp}. */
  String backend();

  /** A link and when it ends. */
  record Link(String url, Instant expiresAt) {}

  /**
   * The record of a stored medium.
   *
   * @param sha256 lower-case hex digest of the bytes
   * @param name file name to offer for a download; null for the last segment of the key
   * @param note what the job that made it says of it; null where it says nothing
   */
  record Stored(
      MediaKey key,
      UserId owner,
      String contentType,
      long length,
      String sha256,
      @Nullable String name,
      @Nullable String note) {}
}
