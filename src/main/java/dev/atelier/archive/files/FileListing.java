package dev.atelier.archive.files;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Lists files in place. */
@Repository
public class FileListing {

  /** So many files a step of a walk over many. */
  private static final int STEP = 1_000;

  private final JdbcClient jdbc;

  FileListing(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The files in place in a folder, by kind and name. */
  public List<ArchivedFile> inFolder(UUID root, String folder) {
    return list(
        select(
                root,
                """
                from archive.file
                where root = :root
                  and folder = :folder
                  and sha256 is not null
                order by kind, folded
                """)
            .param("folder", folder));
  }

  /** The files in place after an object, by object. */
  public List<ArchivedFile> byObject(UUID root, String afterObject, int limit) {
    return list(
        select(
                root,
                """
                from archive.file
                where root = :root
                  and sha256 is not null
                  and object > :after
                order by object
                fetch first :limit rows with ties
                """)
            .param("after", afterObject)
            .param("limit", limit));
  }

  /** All files in place, by folder, kind and medium. */
  public Stream<ArchivedFile> all(UUID root) {
    return walk(() ->
        select(
            root,
            """
            from archive.file
            where root = :root
              and sha256 is not null
              and (folder, kind, item) > (:folder, :kind, :item)
            order by folder, kind, item
            limit :limit
            """));
  }

  /**
   * All files that a run has seen in place, in the same order. Goes by the folders of the run's
   * users, so that a run of few users does not read the whole archive.
   */
  public Stream<ArchivedFile> seenBy(UUID root, UUID run) {
    return walk(() ->
        select(
                root,
                """
                from (
                  select distinct u.folder as of_run
                  from archive.run_user u
                  where u.run = :run
                    and u.folder >= :folder
                ) u
                cross join lateral (
                  select *
                  from archive.file
                  where root = :root
                    and folder = of_run
                    and sha256 is not null
                    and seen_by = :run
                    and (folder, kind, item) > (:folder, :kind, :item)
                  order by kind, item
                ) f
                order by of_run, kind, item
                limit :limit
                """)
            .param("run", run));
  }

  private StatementSpec select(UUID root, String from) {
    return jdbc.sql("select " + FileRepository.COLUMNS + "\n" + from).param("root", root);
  }

  /** Each step asks for what is after the last file of the one before. */
  private static Stream<ArchivedFile> walk(Supplier<StatementSpec> statement) {
    return Stream.iterate(
            step(statement.get(), null),
            files -> !files.isEmpty(),
            files -> step(statement.get(), files.getLast()))
        .flatMap(List::stream);
  }

  private static List<ArchivedFile> step(StatementSpec statement, @Nullable ArchivedFile after) {
    return list(
        statement
            .param("folder", after == null ? "" : after.folder())
            .param("kind", after == null ? "" : after.kind().plural())
            .param("item", after == null ? "" : after.item())
            .param("limit", STEP));
  }

  private static List<ArchivedFile> list(StatementSpec statement) {
    return statement.query(FileRepository::file).list();
  }
}
