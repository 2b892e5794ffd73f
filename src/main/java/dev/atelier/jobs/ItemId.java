package dev.atelier.jobs;

import java.util.UUID;

/** Identifies an item, over all batches. */
public record ItemId(UUID value) {

  /** A new id; later ids sort after earlier ones. */
  public static ItemId next() {
    return new ItemId(TimeOrderedUuid.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
