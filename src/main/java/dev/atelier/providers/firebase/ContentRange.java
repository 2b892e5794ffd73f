package dev.atelier.providers.firebase;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which part of an object an answer has. */
record ContentRange(long first, long last, long size) {

  private static final Pattern FORM =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  /** Null when the header is missing or makes no sense; only parts up to the end do. */
  static @Nullable ContentRange of(@Nullable String header) {
    Matcher parts = FORM.matcher(header == null ? "" : header);
    if (!parts.matches()) {
      return null;
    }
    ContentRange range =
        new ContentRange(
            Long.parseLong(parts.group(1)),
            Long.parseLong(parts.group(2)),
            Long.parseLong(parts.group(3)));
    return range.first <= range.last && range.last == range.size - 1 ? range : null;
  }
}
