package dev.atelier.posters.template;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What addresses may be, read as browsers read them. */
final class Links {

  /** What is written instead of an address that is refused. */
  static final String REFUSED = "#";

  private static final Set<String> ALLOWED_SCHEMES = Set.of("http", "https", "mailto");

  private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*):");

  private Links() {}

  /** Whether a row may bring this address: relative, or one of few schemes. */
  static boolean isAllowed(String address) {
    String scheme = scheme(address);
    return scheme.isEmpty() || ALLOWED_SCHEMES.contains(scheme);
  }

  /** Whether following the address would run a program. */
  static boolean runsScript(String address) {
    String scheme = scheme(address);
    return scheme.equals("javascript") || scheme.equals("vbscript");
  }

  /** Whether a page with this address in it would have to fetch something. */
  static boolean isExternal(String address) {
    String start = normalise(address);
    return !start.isEmpty() && !start.startsWith("#") && !scheme(address).equals("data");
  }

  private static String scheme(String address) {
    Matcher matcher = SCHEME.matcher(normalise(address));
    return matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
  }

  /** Browsers drop controls and spaces in front, and tabs and line ends anywhere. */
  private static String normalise(String address) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < address.length() && text.length() < 64; i++) {
      char character = address.charAt(i);
      boolean dropped =
          character == '\t'
              || character == '\n'
              || character == '\r'
              || (text.isEmpty() && character <= ' ');
      if (!dropped) {
        text.append(character);
      }
    }
    return text.toString();
  }
}
