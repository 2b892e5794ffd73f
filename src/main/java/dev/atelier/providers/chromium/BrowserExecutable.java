package dev.atelier.providers.chromium;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A browser that can be started.
 *
 * @param libraries folder of shared libraries that the machine lacks, or null
 */
record BrowserExecutable(Path executable, Kind kind, Source source, @Nullable Path libraries) {

  /** What kind of browser it is, which decides how it takes pictures. */
  enum Kind {
    /** The headless shell, whose frames are drawn on command. */
    SHELL,
    /** A whole browser, which draws frames when it likes. */
    FULL
  }

  /** Where the browser was found. */
  enum Source {
    CONFIGURED,
    SYSTEM,
    EMBEDDED
  }

  @Override
  public String toString() {
    return executable
        + " ("
        + (kind == Kind.SHELL ? "headless shell" : "full browser")
        + ", "
        + switch (source) {
          case CONFIGURED -> "named by ATELIER_CHROMIUM";
          case SYSTEM -> "found on this machine";
          case EMBEDDED -> "delivered with Atelier";
        }
        + ")";
  }
}
