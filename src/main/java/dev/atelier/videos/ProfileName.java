package dev.atelier.videos;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A name that a user may go by.
 *
 * @param text as it is shown
 * @param folded what names that a reader takes for the same have in common
 */
public record ProfileName(String text, String folded) {

  public static final int SHORTEST = 3;
  public static final int LONGEST = 32;

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
  private static final Pattern SPACES = Pattern.compile("[\\p{Z}\\s]+");
  private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Cn}\\p{Co}]");
  // Letters of other scripts that look like Latin ones in common typefaces, each before its double.
  private static final String DOUBLES =
      "аaеeоoрpсcуyхxіiјjѕsԁdԛqԝwһhӏlьbвbмmнhтtкkαaοoνvιiκkρpτtυuχxɡgօoոnսu";
  private static final Map<Integer, Integer> LATIN =
      IntStream.range(0, DOUBLES.length() / 2)
          .boxed()
          .collect(
              Collectors.toUnmodifiableMap(
                  place -> (int) DOUBLES.charAt(2 * place),
                  place -> (int) DOUBLES.charAt(2 * place + 1)));
  private static final Set<String> RESERVED =
      Set.of("admin", "administrator", "atelier", "moderator", "operator", "support", "system");

  /** The name that was typed; null when it cannot be one. */
  public static @Nullable ProfileName parse(String typed) {
    if (typed.length() > 1000 || UNFIT.matcher(typed).find()) {
      return null;
    }
    String visible = INVISIBLE.matcher(typed).replaceAll("");
    String text =
        SPACES.matcher(Normalizer.normalize(visible, Normalizer.Form.NFC)).replaceAll(" ").strip();
    int length = text.codePointCount(0, text.length());
    String folded = fold(text);
    boolean fits = length >= SHORTEST && length <= LONGEST && !RESERVED.contains(folded);
    return fits ? new ProfileName(text, folded) : null;
  }

  private static String fold(String text) {
    String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
    String lower = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    StringBuilder folded = new StringBuilder();
    lower
        .codePoints()
        .map(point -> LATIN.getOrDefault(point, point))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }
}
