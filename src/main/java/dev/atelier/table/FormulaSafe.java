package dev.atelier.table;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cells that no spreadsheet takes for a formula. A text that starts like one gets an apostrophe in
 * front, and so does a text that starts with an apostrophe: whoever drops one leading apostrophe of
 * a cell has the text again, letter for letter. Numbers stay as they are.
 */
public final class FormulaSafe {

  /** What starts a formula, some of it only after the spreadsheet has cut white space. */
  private static final Pattern SUSPICIOUS =
      Pattern.compile("\\A\\s*['=+\\-@\\t\\r＝＋－＠].*", Pattern.DOTALL);

  private static final Pattern CONTROL = Pattern.compile("\\A[\\t\\r\\n].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");

  private FormulaSafe() {}

  /** The text of a cell that shows the value; empty for none. */
  public static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    boolean suspicious = SUSPICIOUS.matcher(text).matches() || CONTROL.matcher(text).matches();
    return suspicious && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
