package dev.atelier.posters;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Identifies a run; what clients of the older wire call a job id. */
record RunId(String value) {

  private static final SecureRandom RANDOM = new SecureRandom();

  static RunId next() {
    byte[] bytes = new byte[6];
    RANDOM.nextBytes(bytes);
    return new RunId("job_" + HexFormat.of().formatHex(bytes));
  }

  @Override
  public String toString() {
    return value;
  }
}
