package dev.atelier.posters.table;

import dev.atelier.table.CsvTable;
import dev.atelier.table.KeyColumn;
import dev.atelier.table.Row;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A CSV file of people: a {@link CsvTable} with a column of usernames.
 *
 * <p>Not thread-safe.
 */
public final class CsvFile implements Closeable, Iterable<Row> {

  /** Most rows of a file. */
  public static final int MAX_ROWS = CsvTable.MAX_ROWS;

  private static final KeyColumn USERNAME =
      new KeyColumn() {
        @Override
        public boolean is(String name) {
          return PeopleColumns.isUsername(name);
        }

        @Override
        public void check(List<String> columns) {
          PeopleColumns.required(columns);
        }
      };

  private final CsvTable table;

  private CsvFile(CsvTable table) {
    this.table = table;
  }

  /**
   * Reads a file from its bytes, which are closed with this object, and also when opening fails.
   *
   * @throws dev.atelier.http.Problem 422 when there is no usable header or no row
   */
  public static CsvFile open(InputStream bytes) throws IOException {
    return new CsvFile(CsvTable.open(bytes, USERNAME));
  }

  /** Names of the columns, trimmed, in their order, all different. */
  public List<String> columns() {
    return table.columns();
  }

  /** Which columns say whom a row is about. */
  public PeopleColumns people() {
    return PeopleColumns.of(columns());
  }

  /** The rows that have not been read yet; each is delivered once. */
  @Override
  public Iterator<Row> iterator() {
    return table.iterator();
  }

  /** The rows that have not been read yet, as a stream. */
  public Stream<Row> rows() {
    return table.rows();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
