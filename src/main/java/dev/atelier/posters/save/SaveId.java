package dev.atelier.posters.save;

import dev.atelier.jobs.BatchId;
import java.util.Locale;

/** Identifies a save; what clients of the older wire call a save job id. */
record SaveId(String value) {

  private static final long LAST_48_BITS = (1L << 48) - 1;

  /** Follows from the batch, so that its events need not look it up; these bits are random. */
  static SaveId of(BatchId batch) {
    long bits = batch.value().getLeastSignificantBits() & LAST_48_BITS;
    return new SaveId(String.format(Locale.ROOT, "save_%012x", bits));
  }

  @Override
  public String toString() {
    return value;
  }
}
