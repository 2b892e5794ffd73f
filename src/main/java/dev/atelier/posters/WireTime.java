package dev.atelier.posters;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as existing clients parse them. */
final class WireTime {

  /** Microseconds and offset, as the job reads have them. */
  static final DateTimeFormatter ZONED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

  /** Microseconds without a zone, as the answer to a start has them. */
  static final DateTimeFormatter BARE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  private WireTime() {}
}
