package dev.atelier.jobs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the items of a new batch with PostgreSQL's COPY, on the connection of the caller's
 * transaction. The COPY is cut into pieces, and between two of them the connection is free: so the
 * stream may itself use it, and may throw.
 */
@Component
class ItemCopy {

  private static final int PIECE = 1 << 20;
  private static final String COPY =
      "copy jobs.item (id, batch_id, position, queue, state, group_key, label, input, startable,"
          + " failure_code, failure_message, ended_at) from stdin";

  private final DataSource dataSource;
  private final JsonMapper json;
  private final Queues known;

  ItemCopy(DataSource dataSource, JsonMapper json, Queues known) {
    this.dataSource = dataSource;
    this.json = json;
    this.known = known;
  }

  /**
   * What was written.
   *
   * @param failed how many of the items cannot even start
   * @param queues where the others start
   */
  record Written(int total, int failed, Set<String> queues) {}

  /**
   * Writes the items.
   *
   * @param after the position that they follow
   */
  Written write(BatchId batch, int after, Stream<Jobs.NewItem> items) {
    Set<String> groups = new HashSet<>();
    Set<String> queues = new TreeSet<>();
    var text = new StringBuilder(PIECE + PIECE / 4);
    int position = after;
    int failed = 0;
    for (Iterator<Jobs.NewItem> each = items.iterator(); each.hasNext(); ) {
      Jobs.NewItem item = each.next();
      position++;
      Item.State state = state(item, groups);
      if (state == Item.State.FAILED) {
        failed++;
      } else {
        known.requireKnown(item.queue());
        queues.add(item.queue());
      }
      line(text, batch, position, item, state);
      if (text.length() > PIECE) {
        flush(text);
      }
    }
    flush(text);
    return new Written(position - after, failed, queues);
  }

  private static Item.State state(Jobs.NewItem item, Set<String> groups) {
    if (item.failure() != null) {
      return Item.State.FAILED;
    }
    String group = item.group();
    return group == null || groups.add(item.queue() + ' ' + group)
        ? Item.State.WAITING
        : Item.State.HELD;
  }

  private void line(
      StringBuilder text, BatchId batch, int position, Jobs.NewItem item, Item.State state) {
    Item.Failure failure = item.failure();
    text.append(ItemId.next()).append('\t').append(batch).append('\t').append(position);
    field(text, item.queue());
    field(text, state.name());
    field(text, item.group());
    field(text, item.label());
    field(text, json.writeValueAsString(item.input()));
    field(text, failure == null ? "t" : "f");
    field(text, failure == null ? null : failure.code());
    field(text, failure == null ? null : failure.message());
    field(text, failure == null ? null : "now");
    text.append('\n');
  }

  /**
   * A field of COPY's text format; PostgreSQL cannot keep the character zero, so it is replaced.
   */
  private static void field(StringBuilder text, @Nullable String value) {
    text.append('\t');
    if (value == null) {
      text.append("\\N");
      return;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\u0000' -> text.append('\uFFFD');
        default -> text.append(c);
      }
    }
  }

  private void flush(StringBuilder text) {
    if (text.isEmpty()) {
      return;
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    text.setLength(0);
    Connection connection = DataSourceUtils.getConnection(dataSource);
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(COPY, new ByteArrayInputStream(bytes));
    } catch (SQLException e) {
      throw translated(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      DataSourceUtils.releaseConnection(connection, dataSource);
    }
  }

  /** What happened, also where Spring has no name for it. */
  private static DataAccessException translated(SQLException e) {
    DataAccessException known =
        new SQLStateSQLExceptionTranslator().translate("copying items", COPY, e);
    return known == null ? new UncategorizedSQLException("copying items", COPY, e) : known;
  }
}
