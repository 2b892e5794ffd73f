package dev.atelier.providers.topmatedb;

import dev.atelier.providers.ProviderException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table that another program owns: it is written as far as its columns are known here, and
 * refused where it demands what is not.
 *
 * @param columns by name
 */
record TargetTable(TableName name, Map<String, Column> columns) {

  /**
   * A column as the database describes it.
   *
   * @param type PostgreSQL's own name of the type; one of an array starts with {@code _}
   * @param demanded whether a row must bring a value
   */
  record Column(String type, boolean demanded) {}

  static TargetTable read(JdbcClient jdbc, TableName name, Set<String> known, String... needed) {
    Map<String, Column> columns = new LinkedHashMap<>();
    jdbc.sql(
            """
            select a.attname, t.typname,
              a.attnotnull and not a.atthasdef and a.attidentity = '' as demanded
            from pg_attribute a
            join pg_type t on t.oid = a.atttypid
            where a.attrelid = to_regclass(:table)
              and a.attnum > 0
              and not a.attisdropped
            order by a.attnum
            """)
        .param("table", name.sql())
        .query(row -> {
          columns.put(
              row.getString("attname"),
              new Column(row.getString("typname"), row.getBoolean("demanded")));
        });
    if (columns.isEmpty()) {
      throw unusable(name, "there is no such table, or it may not be read");
    }
    for (String column : needed) {
      if (!columns.containsKey(column)) {
        throw unusable(name, "it has no column " + column);
      }
    }
    List<String> unknown =
        columns.entrySet().stream()
            .filter(it -> it.getValue().demanded() && !known.contains(it.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    if (!unknown.isEmpty()) {
      throw unusable(name, "it demands what a poster has not: " + String.join(", ", unknown));
    }
    return new TargetTable(name, columns);
  }

  private static ProviderException unusable(TableName name, String why) {
    return ProviderException.refusesAll(
        "target_schema",
        "Posters cannot be saved to the table %s (%s): %s"
            .formatted(name.value(), name.setting(), why));
  }

  boolean has(String column) {
    return columns.containsKey(column);
  }

  /**
   * Writes a row over the one that has the same value in the key column, or as a new one. Works
   * with and without a unique index on that column; the caller sees to it that nobody else does the
   * same at the same time.
   *
   * @param values by column; those that the table has not are left out
   * @return the row's {@code id}; null where the table has none
   */
  @Nullable Object write(JdbcClient jdbc, String key, Map<String, @Nullable Object> values) {
    List<String> given = values.keySet().stream().filter(columns::containsKey).toList();
    String returning = has("id") ? "\nreturning id" : "";
    List<String> changed = new ArrayList<>(given);
    changed.removeAll(List.of(key, "id", "created_at"));
    String set =
        changed.stream()
            .map(it -> "\"%s\" = :%s".formatted(it, it))
            .collect(Collectors.joining(", "));
    List<Object> ids = new ArrayList<>();
    List<String> used = new ArrayList<>(changed);
    used.add(key);
    int updated =
        run(
            jdbc,
            "update %s\nset %s\nwhere \"%s\" = :%s%s"
                .formatted(name.sql(), set, key, key, returning),
            values,
            used,
            ids);
    if (updated == 0) {
      String names = given.stream().map(it -> '"' + it + '"').collect(Collectors.joining(", "));
      String marks = given.stream().map(it -> ":" + it).collect(Collectors.joining(", "));
      run(
          jdbc,
          "insert into %s (%s)\nvalues (%s)%s".formatted(name.sql(), names, marks, returning),
          values,
          given,
          ids);
    }
    return ids.isEmpty() ? null : ids.getFirst();
  }

  private int run(
      JdbcClient jdbc,
      String sql,
      Map<String, @Nullable Object> values,
      List<String> used,
      List<Object> ids) {
    JdbcClient.StatementSpec statement = jdbc.sql(sql);
    for (String column : used) {
      statement = statement.param(column, values.get(column));
    }
    if (!has("id")) {
      return statement.update();
    }
    List<Object> found = statement.query((row, number) -> row.getObject("id")).list();
    ids.addAll(found);
    return found.size();
  }
}
