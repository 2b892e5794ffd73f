package dev.atelier.campaigns;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What a request prefers (RFC 7240). */
final class Preference {

  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:^|[,;])\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?=$|[,;])");

  private Preference() {}

  /** How long the answer may take, at most so long; null where the request says nothing. */
  static @Nullable Duration wait(HttpHeaders headers, Duration most) {
    for (String header : headers.getOrEmpty("Prefer")) {
      Matcher wait = WAIT.matcher(header);
      if (wait.find()) {
        Duration wanted = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return wanted.compareTo(most) > 0 ? most : wanted;
      }
    }
    return null;
  }
}
