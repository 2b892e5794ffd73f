package dev.atelier.jobs;

import java.util.UUID;

/** Identifies a batch. */
public record BatchId(UUID value) {

  /** A new id; later ids sort after earlier ones. */
  public static BatchId next() {
    return new BatchId(TimeOrderedUuid.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
