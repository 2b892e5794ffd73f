package dev.atelier.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import dev.atelier.http.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the cells of one record at a time and knows, at any moment, where in the file the parser
 * is. Not thread-safe.
 */
final class RecordHandler extends AbstractBaseCsvCallbackHandler<RecordHandler.CsvRecord> {

  /** Starts what a column without a name is called by. */
  static final String UNNAMED = "column ";

  /**
   * One record.
   *
   * @param cells at most as many as there are columns
   * @param size how many cells the file has here
   */
  record CsvRecord(long line, String[] cells, int size) {}

  private List<String> columns = List.of();
  private int wanted = RowLimits.MAX_COLUMNS;
  private String[] cells = new String[16];
  private int size;
  private int length;
  private long lineOfCell = 1;

  /** Says what the header named, so that errors can name it and further cells are not kept. */
  void expect(List<String> header) {
    columns = header;
    wanted = header.size();
    cells = new String[wanted];
  }

  /** Line where the cell starts that is being read. */
  long lineOfCell() {
    return lineOfCell;
  }

  /** The column that is being read, by its name or its number. */
  String column() {
    return column(size);
  }

  @Override
  protected void handleBegin(long startingLine) {
    size = 0;
    length = 0;
    lineOfCell = startingLine;
  }

  @Override
  protected void handleField(int index, char[] text, int start, int count, boolean quoted) {
    if (index >= RowLimits.MAX_COLUMNS) {
      throw invalid(
          UNNAMED + (index + 1), "More than %,d columns".formatted(RowLimits.MAX_COLUMNS));
    }
    length += count;
    if (count > RowLimits.MAX_CELL) {
      throw invalid(column(index), "The cell is larger than 64 KB");
    }
    if (length > RowLimits.MAX_ROW) {
      throw invalid(column(index), "The row is larger than 1 MB");
    }
    lineOfCell = lineAfter(index, text, start, count);
    keep(index, new String(text, start, count));
  }

  @Override
  protected @Nullable CsvRecord buildRecord() {
    String[] kept = new String[Math.min(size, wanted)];
    System.arraycopy(cells, 0, kept, 0, kept.length);
    return new CsvRecord(getStartingLineNumber(), kept, size);
  }

  private long lineAfter(int index, char[] text, int start, int count) {
    long line = lineOfCell;
    boolean afterCarriageReturn = false;
    for (int i = start; i < start + count; i++) {
      char character = text[i];
      if (character == 0) {
        throw invalid(column(index), "The cell contains a NUL byte: this is not a text file");
      }
      if (character == '\r' || (character == '\n' && !afterCarriageReturn)) {
        line++;
      }
      afterCarriageReturn = character == '\r';
    }
    return line;
  }

  private void keep(int index, String cell) {
    size = index + 1;
    if (index >= wanted) {
      return;
    }
    if (index == cells.length) {
      String[] larger = new String[cells.length * 2];
      System.arraycopy(cells, 0, larger, 0, cells.length);
      cells = larger;
    }
    cells[index] = cell;
  }

  private String column(int index) {
    String name = index < columns.size() ? columns.get(index) : "";
    return name.isEmpty() ? UNNAMED + (index + 1) : name;
  }

  private Problem invalid(String column, String message) {
    return CsvFailures.invalid(column, lineOfCell, message);
  }
}
