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

  private final CsvTable table;
  private final ColumnMapping mapping;

  private CsvFile(CsvTable table, ColumnMapping mapping) {
    this.table = table;
    this.mapping = mapping;
  }

  /** The username's column, which must be there once it is known which columns have its name. */
  private record UsernameColumn(ColumnMapping mapping, boolean required) implements KeyColumn {
    @Override
    public boolean is(String name) {
      return PeopleColumns.isUsername(name);
    }

    @Override
    public void check(List<String> columns) {
      List<String> names = mapping.names(columns);
      if (required) {
        PeopleColumns.required(names);
      }
    }
  }

  /**
   * Reads a file from its bytes, which are closed with this object, and also when opening fails.
   *
   * @throws dev.atelier.http.Problem 422 when there is no usable header or no row
   */
  public static CsvFile open(InputStream bytes) throws IOException {
    return open(bytes, ColumnMapping.NONE);
  }

  /**
   * The same for a file whose columns have other names too.
   *
   * @throws dev.atelier.http.Problem 422 also when the mapping names a column that is not there
   */
  public static CsvFile open(InputStream bytes, ColumnMapping mapping) throws IOException {
    return new CsvFile(CsvTable.open(bytes, new UsernameColumn(mapping, true)), mapping);
  }

  /** The same for a file of which it is not known yet which column holds usernames. */
  public static CsvFile openUnmapped(InputStream bytes) throws IOException {
    KeyColumn any = new UsernameColumn(ColumnMapping.NONE, false);
    return new CsvFile(CsvTable.open(bytes, any), ColumnMapping.NONE);
  }

  /** Names of the columns, trimmed, all different: those of the mapping, then the file's own. */
  public List<String> columns() {
    return mapping.names(table.columns());
  }

  /** Which columns say whom a row is about. */
  public PeopleColumns people() {
    return PeopleColumns.of(columns());
  }

  /** The rows that have not been read yet; each is delivered once. */
  @Override
  public Iterator<Row> iterator() {
    return rows().iterator();
  }

  /** The rows that have not been read yet, as a stream. */
  public Stream<Row> rows() {
    return table.rows().map(mapping::apply);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
