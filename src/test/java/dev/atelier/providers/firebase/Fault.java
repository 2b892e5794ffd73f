package dev.atelier.providers.firebase;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link CloudStorageStandIn} does wrong with one request for bytes.
 *
 * @param status answers with this error instead; 0 for none
 * @param retryAfter seconds that the error asks to wait
 * @param share how much of the bytes is sent before the connection is cut, 0 to 1
 * @param stalls whether the connection is left open instead of cut
 * @param missing how many bytes the answer has less than the object, all said to be there
 * @param flips whether one bit in the middle is another
 * @param ignoresRange answers a request for a part with the whole
 * @param pause before the answer
 * @param afterwards what happens when all this is sent, such as a change of the object
 */
public record Fault(
    int status,
    @Nullable Integer retryAfter,
    double share,
    boolean stalls,
    int missing,
    boolean flips,
    boolean ignoresRange,
    Duration pause,
    Runnable afterwards) {

  private static final Fault NONE =
      new Fault(0, null, 1, false, 0, false, false, Duration.ZERO, () -> {});

  /** Nothing goes wrong; for a place in a sequence. */
  public static Fault none() {
    return NONE;
  }

  /** An error such as 403, 404, 429 or 500. */
  public static Fault status(int status) {
    return new Fault(status, null, 1, false, 0, false, false, Duration.ZERO, () -> {});
  }

  /** 429 that says how long to wait. */
  public static Fault throttled(int retryAfter) {
    return new Fault(429, retryAfter, 1, false, 0, false, false, Duration.ZERO, () -> {});
  }

  /** The connection ends when so much is sent. */
  public static Fault cut(double share) {
    return new Fault(0, null, share, false, 0, false, false, Duration.ZERO, () -> {});
  }

  /** Nothing more comes when so much is sent, but the connection stays. */
  public static Fault stall(double share) {
    return new Fault(0, null, share, true, 0, false, false, Duration.ZERO, () -> {});
  }

  /** The last bytes are missing and the length says so too. */
  public static Fault shorter(int bytes) {
    return new Fault(0, null, 1, false, bytes, false, false, Duration.ZERO, () -> {});
  }

  /** The right length, but one bit is wrong. */
  public static Fault flippedBit() {
    return new Fault(0, null, 1, false, 0, true, false, Duration.ZERO, () -> {});
  }

  /** 200 with everything though a part was asked for. */
  public static Fault wholeObject() {
    return new Fault(0, null, 1, false, 0, false, true, Duration.ZERO, () -> {});
  }

  /** A good answer, but late. */
  public static Fault late(Duration pause) {
    return new Fault(0, null, 1, false, 0, false, false, pause, () -> {});
  }

  /** The same, and then something happens, before the connection is cut where it is. */
  public Fault then(Runnable next) {
    return new Fault(status, retryAfter, share, stalls, missing, flips, ignoresRange, pause, next);
  }
}
