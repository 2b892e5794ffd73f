package dev.atelier.posters.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells addresses of media that this server keeps from all others: those on no host that begin with
 * {@code /media/}, and, on whatever host this server or its store goes by, those that end in the
 * key of a poster, a template image or a font. Nothing at such an address is ever fetched.
 */
public final class OwnMedia {

  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private static final Pattern LOCAL =
      Pattern.compile("/media/([A-Za-z0-9_-][A-Za-z0-9._/-]{0,400})(?:[?#].*)?", Pattern.DOTALL);

  private static final Pattern ANYWHERE =
      Pattern.compile(
          "(?i:https?)://[^?#\\s]{1,500}/((?:(?:template-images|custom-fonts)/%s|posters/%s/%s)\\.[a-z0-9]{1,5})(?:[?#].*)?"
              .formatted(ID, ID, ID),
          Pattern.DOTALL);

  private OwnMedia() {}

  /** The key of the medium that an address names, which need not exist. */
  public static Optional<String> key(String address) {
    String text = address.strip();
    if (text.length() > 4_000) {
      return Optional.empty();
    }
    Matcher matcher = (text.startsWith("/") ? LOCAL : ANYWHERE).matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  static boolean is(String address) {
    return key(address).isPresent();
  }
}
