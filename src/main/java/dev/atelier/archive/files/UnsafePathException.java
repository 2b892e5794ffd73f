package dev.atelier.archive.files;

import java.io.IOException;

/** Something stands in the archive where only its own folders and files may be. */
public final class UnsafePathException extends IOException {

  private static final long serialVersionUID = 1L;

  UnsafePathException(String what) {
    super("unsafe_path: " + what + " is a link or no plain file or folder");
  }
}
