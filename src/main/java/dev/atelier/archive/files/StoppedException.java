package dev.atelier.archive.files;

/** Nobody wants the file any more; what came of it is kept for the next time. */
public final class StoppedException extends Exception {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("stopped");
  }
}
