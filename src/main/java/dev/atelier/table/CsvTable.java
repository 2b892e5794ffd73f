package dev.atelier.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.atelier.http.Problem;
import dev.atelier.table.RecordHandler.CsvRecord;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180 as spreadsheets write it), read once from start to end in constant memory.
 *
 * <p>The delimiter is a comma, a semicolon or a tab, whichever the header uses; the text is UTF-8,
 * or UTF-16 with a byte order mark; lines end in CRLF, LF or CR. Column names are trimmed; columns
 * without a name are left out; cells stay as they are. Blank lines are skipped. A row with too many
 * or too few cells is that row's {@link Row#problem}; whatever else is wrong ends the file with a
 * {@link Problem}: 422 {@code invalid_csv} that names line and column, or 413 {@code
 * too_many_rows}. Such a problem may come at any row, so store rows only in a transaction.
 *
 * <p>Not thread-safe.
 */
public final class CsvTable implements Closeable, Iterable<Row> {

  /** Most rows of a file. */
  public static final int MAX_ROWS = 100_000;

  static final String INVALID = "invalid_csv";

  /** A cell that fills it is over its limit many times, or its quote is never closed. */
  private static final int BUFFER = 4 * RowLimits.MAX_CELL;

  private final RecordHandler handler = new RecordHandler();
  private final CloseableIterator<CsvRecord> records;
  private final CsvHeader header;
  private @Nullable CsvRecord next;
  private int number;

  private CsvTable(BufferedReader text, KeyColumn key) throws IOException {
    CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(Delimiter.detect(text, key))
            .allowMissingFields(true)
            .allowExtraFields(true)
            .allowUnclosedQuote(false)
            .maxBufferSize(BUFFER)
            .build(handler, text);
    records = reader.iterator();
    header = CsvHeader.of(readOrRefuse(), key);
    handler.expect(header.cells());
    next = readOrRefuse();
  }

  /**
   * Reads a file from its bytes, which are closed with this object, and also when opening fails.
   *
   * @param key the column that every such file has
   * @throws Problem 422 when there is no usable header or no row
   */
  public static CsvTable open(InputStream bytes, KeyColumn key) throws IOException {
    try {
      return new CsvTable(new BufferedReader(StrictText.of(bytes), 16 * 1024), key);
    } catch (IOException | RuntimeException e) {
      try (bytes) {
        throw e;
      }
    }
  }

  /** Names of the columns, trimmed, in their order, all different. */
  public List<String> columns() {
    return header.columns();
  }

  /** The rows that have not been read yet; each is delivered once. */
  @Override
  public Iterator<Row> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public Row next() {
        return takeRow();
      }
    };
  }

  /** The rows that have not been read yet, as a stream. */
  public Stream<Row> rows() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            iterator(), Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
        false);
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private Row takeRow() {
    CsvRecord record = next;
    if (record == null) {
      throw new NoSuchElementException();
    }
    number++;
    next = read();
    if (next != null && number == MAX_ROWS) {
      throw Problem.tooLarge("too_many_rows", "The CSV has more than %,d rows".formatted(MAX_ROWS));
    }
    return row(record);
  }

  private Row row(CsvRecord record) {
    List<String> names = header.cells();
    Map<String, String> values = LinkedHashMap.newLinkedHashMap(names.size());
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        values.put(names.get(i), i < record.cells().length ? record.cells()[i] : "");
      }
    }
    return new Row(number, record.line(), values, shapeProblem(record));
  }

  private @Nullable RowProblem shapeProblem(CsvRecord record) {
    int expected = header.cells().size();
    return record.size() == expected
        ? null
        : new RowProblem(
            "ragged_row",
            "Line %d has %d cells, the header has %d"
                .formatted(record.line(), record.size(), expected));
  }

  private CsvRecord readOrRefuse() {
    CsvRecord record = read();
    if (record == null) {
      throw Problem.invalid(INVALID, "The CSV has no rows");
    }
    return record;
  }

  private @Nullable CsvRecord read() {
    try {
      while (records.hasNext()) {
        CsvRecord record = records.next();
        if (record.size() > 1 || !Cells.trim(record.cells()[0]).isEmpty()) {
          return record;
        }
      }
      return null;
    } catch (RuntimeException e) {
      throw CsvFailures.explain(e, handler);
    }
  }
}
