package dev.atelier.providers;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The stored bytes of one generation of an object, compressed where they are stored so, from some
 * offset to the end.
 *
 * <p>Not thread-safe, but {@link #close} may be called by any thread and ends a read that waits.
 */
public interface ObjectBody extends Closeable {

  /**
   * Where the bytes begin: what was asked for, or 0 when the source did not honour that, and then
   * what was already fetched must be dropped.
   */
  long offset();

  /** The generation of these bytes; always the one that was asked for, unless that was 0. */
  long generation();

  /** How long the whole object is. */
  long size();

  /**
   * The bytes. A read fails with an {@link IOException} when the connection is lost, when nothing
   * comes for 30 s, and when the stream ends before or after {@link #size()}: another try from the
   * offset that was reached may succeed. Reads do not check what the bytes are.
   */
  InputStream bytes();

  /** Drops the connection unless all bytes were read. */
  @Override
  void close();
}
