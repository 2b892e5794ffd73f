package dev.atelier.archive.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Names that mean one file, or one folder, on every file system, whatever text they are made of. A
 * name that has to differ from its text carries a few digits of the text's hash, so that two texts
 * never become one name by being cleaned.
 */
public final class SafeName {

  /** A name has room for what partial copies of other tools append to it. */
  static final int MAX_BYTES = 200;

  private static final int HASH_DIGITS = 8;
  private static final String FORBIDDEN = "<>:\"/\\|?*";
  private static final Pattern EXTENSION = Pattern.compile("(.+)(\\.[A-Za-z0-9]{1,16})");
  private static final Pattern SEGMENTS = Pattern.compile("[/\\\\]");
  private static final Set<String> RESERVED =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
          "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  private SafeName() {}

  /** The name of a file: the last segment of the text, cleaned. */
  public static String ofFile(String text) {
    String last = "";
    for (String segment : SEGMENTS.split(text)) {
      last = segment.isEmpty() ? last : segment;
    }
    return marked(clean(last), text);
  }

  /** The name of a user's folder: {@code user@example.com} becomes {@code user_example_com}. */
  public static String ofEmail(String email) {
    String mapped = email.replace('@', '_').replace('.', '_');
    String cleaned = clean(mapped);
    return cleaned.equals(mapped) ? shortened(cleaned, "", "") : marked(cleaned, email);
  }

  /** The name with something before its extension. */
  public static String with(String name, String suffix) {
    Matcher parts = EXTENSION.matcher(name);
    return parts.matches()
        ? shortened(parts.group(1), "-" + suffix, parts.group(2))
        : shortened(name, "-" + suffix, "");
  }

  /** Something short and the same for the same text: its start where that is plain, or a hash. */
  public static String shortId(String id) {
    return id.matches("[A-Za-z0-9]{8,}") ? id.substring(0, HASH_DIGITS) : hash(id);
  }

  /** What names have in common that some file systems take for the same. */
  public static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT);
  }

  /** Eight digits of the text's SHA-256. */
  public static String hash(String text) {
    return DigestUtils.sha256Hex(text).substring(0, HASH_DIGITS);
  }

  private static String marked(String cleaned, String text) {
    boolean fits = cleaned.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
    return cleaned.equals(text) && fits ? cleaned : with(cleaned, hash(text));
  }

  private static String clean(String text) {
    StringBuilder cleaned = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(point -> isSafe(point) ? point : '_')
        .forEach(cleaned::appendCodePoint);
    int end = cleaned.length();
    while (end > 0 && (cleaned.charAt(end - 1) == '.' || cleaned.charAt(end - 1) == ' ')) {
      end--;
    }
    String name = cleaned.substring(0, end).stripLeading();
    if (name.isEmpty()) {
      return "file";
    }
    String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    return RESERVED.contains(stem.strip().toLowerCase(Locale.ROOT)) ? "_" + name : name;
  }

  private static boolean isSafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      // Joiners belong to emoji and to some scripts; the rest of them turn text around or hide it.
      case Character.FORMAT -> point == 0x200C || point == 0x200D;
      default -> FORBIDDEN.indexOf(point) < 0;
    };
  }

  private static String shortened(String stem, String suffix, String extension) {
    int room = MAX_BYTES - suffix.length() - extension.length();
    int end = 0;
    int used = 0;
    while (end < stem.length()) {
      int point = stem.codePointAt(end);
      used += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (used > room) {
        break;
      }
      end += Character.charCount(point);
    }
    boolean whole = end == stem.length();
    // A cut name was changed as well; where no hash says so yet, one has to.
    return whole || !suffix.isEmpty()
        ? stem.substring(0, end) + suffix + extension
        : shortened(stem, "-" + hash(stem), extension);
  }
}
