package dev.atelier.home;

import java.nio.file.Path;

/**
 * The folder a node keeps its own files in ({@code ATELIER_HOME}, default {@code .atelier}): the
 * embedded database, media, fonts, the unpacked browser. Locked by one process at a time, so
 * whatever carries this node's id from an earlier process is known to be dead.
 *
 * <p>Thread-safe.
 */
public interface AtelierHome {

  /** The absolute path of the folder; it exists. */
  Path path();

  /** A folder of that name below the home; created when it is missing. */
  Path directory(String name);

  /** Identifies this home, and so this node, among all nodes; stable over restarts. */
  String nodeId();
}
