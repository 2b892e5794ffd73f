package dev.atelier.archive;

import dev.atelier.http.Problem;
import dev.atelier.jobs.BatchId;
import java.util.UUID;

/** Identifies a run. */
record RunId(UUID value) {

  /** A new id; later ids sort after earlier ones. */
  static RunId next() {
    return new RunId(BatchId.next().value());
  }

  /**
   * Reads an id.
   *
   * @throws Problem 404, as what is no id names no run
   */
  static RunId of(String text) {
    try {
      return new RunId(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      throw missing();
    }
  }

  static Problem missing() {
    return Problem.notFound("There is no such run");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
