package dev.atelier.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.table.StrictText.MalformedTextException;

/** Turns what the parser throws into problems that name the place in the file. */
final class CsvFailures {

  private CsvFailures() {}

  /** The problem to throw instead, or the failure itself where the file is not to blame. */
  static RuntimeException explain(RuntimeException failure, RecordHandler handler) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof Problem)) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case Problem problem -> problem;
      case MalformedTextException malformed ->
          invalid(
              handler.column(),
              malformed.line(),
              "The text is not valid " + malformed.charset().name() + "; save the file as UTF-8");
      case CsvParseException parse ->
          invalid(handler.column(), handler.lineOfCell(), reason(parse));
      default -> failure;
    };
  }

  /** 422 that names a place of the file. */
  static Problem invalid(String column, long line, String message) {
    return Problem.invalid(
        CsvTable.INVALID,
        "Line %d, %s: %s".formatted(line, shown(column), message),
        new FieldError(column, message, line));
  }

  private static String shown(String column) {
    return column.startsWith(RecordHandler.UNNAMED)
        ? column
        : "column '" + Cells.shorten(column) + "'";
  }

  private static String reason(CsvParseException parse) {
    String text = String.valueOf(parse.getMessage());
    if (text.startsWith("Unclosed quoted field")) {
      return "The quote that opens here is never closed";
    }
    if (text.startsWith("Unexpected character after closing quote")) {
      return "There is text after the closing quote; write quotes inside a cell twice";
    }
    return text.startsWith("The maximum buffer size")
        ? "The cell is larger than 64 KB, or its quote is never closed"
        : "The cell cannot be read";
  }
}
