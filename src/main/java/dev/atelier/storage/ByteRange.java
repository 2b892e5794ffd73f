package dev.atelier.storage;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of a medium are asked for (RFC 9110, section 14).
 *
 * @param first from 0
 * @param length how many; 0 when the range lies outside the medium
 */
record ByteRange(long first, long length) {

  private static final Pattern SINGLE = Pattern.compile("bytes=\\s*([0-9]*)-([0-9]*)\\s*");

  /**
   * Reads a {@code Range} header; nothing for what a server may ignore: other units, several
   * ranges, anything malformed.
   */
  static Optional<ByteRange> parse(@Nullable String header, long total) {
    Matcher matcher = SINGLE.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty() ? Optional.empty() : Optional.of(lastOf(total, number(to)));
    }
    long first = number(from);
    long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
    if (last < first) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(first, Math.max(0, Math.min(last, total - 1) - first + 1)));
  }

  /** Whether the medium has any of the bytes. */
  boolean satisfiable() {
    return length > 0;
  }

  /** The value of {@code Content-Range} for an answer with these bytes. */
  String contentRange(long total) {
    return "bytes %d-%d/%d".formatted(first, first + length - 1, total);
  }

  private static ByteRange lastOf(long total, long count) {
    long length = Math.min(total, count);
    return new ByteRange(total - length, length);
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
  }
}
