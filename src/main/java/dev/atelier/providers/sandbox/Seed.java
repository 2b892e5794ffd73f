package dev.atelier.providers.sandbox;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** Choices that depend on a name and on nothing else. */
record Seed(String name) {

  /** Ids have twelve digits: hardly ever equal for two names, and exact in every JSON reader. */
  private static final long FIRST_ID = 100_000_000_000L;

  static Seed of(String name) {
    return new Seed(name);
  }

  long userId() {
    return FIRST_ID + Math.floorMod(hash("id"), 9 * FIRST_ID);
  }

  <T> T pick(String purpose, List<T> choices) {
    return choices.get(number(purpose, 0, choices.size() - 1));
  }

  /** A number between the two, both included. */
  int number(String purpose, int from, int to) {
    return from + Math.floorMod(hash(purpose), to - from + 1);
  }

  private long hash(String purpose) {
    return ByteBuffer.wrap(DigestUtils.sha256(purpose + "\n" + name)).getLong();
  }
}
