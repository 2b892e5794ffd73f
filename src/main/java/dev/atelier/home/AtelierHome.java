package dev.atelier.home;

import java.nio.file.Path;

/**
 * The folder a node keeps its own files in ({@code ATELIER_HOME}, default {@code .atelier}): the
 * embedded database, media, fonts, the unpacked browser. Readable by its owner only when Atelier
 * creates it.
 *
 * <p>A home belongs to one process at a time: it is locked from before the first bean that asks for
 * it until the process ends, however it ends, and a second process is refused. So at start,
 * whatever is marked as held by this {@link #nodeId()} was held by a process that is dead.
 *
 * <p>Thread-safe.
 */
public interface AtelierHome {

  /** The absolute path of the folder; it exists. */
  Path path();

  /**
   * A folder directly below the home; created when it is missing.
   *
   * @param name lower-case letters, digits and hyphens
   */
  Path directory(String name);

  /** Identifies this home, and so this node, among all nodes; stable over restarts. */
  String nodeId();
}
