package dev.atelier.archive.files;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
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
    return jdbc.sql(
            "select "
                + FileRepository.COLUMNS
                + """

                from archive.file
                where root = :root
                  and folder = :folder
                  and sha256 is not null
                order by kind, folded
                """)
        .param("root", root)
        .param("folder", folder)
        .query(FileRepository::file)
        .list();
  }

  /** The files in place after one of them, by folder, kind and medium. */
  private List<ArchivedFile> page(UUID root, @Nullable ArchivedFile after, int limit) {
    return jdbc.sql(
            "select "
                + FileRepository.COLUMNS
                + """

                from archive.file
                where root = :root
                  and sha256 is not null
                  and (folder, kind, item) > (:folder, :kind, :item)
                order by folder, kind, item
                limit :limit
                """)
        .param("root", root)
        .param("folder", after == null ? "" : after.folder())
        .param("kind", after == null ? "" : after.kind().plural())
        .param("item", after == null ? "" : after.item())
        .param("limit", limit)
        .query(FileRepository::file)
        .list();
  }

  /**
   * The files that a run has seen in place, after one of them, in the same order. Goes by the
   * folders of the run's users, so that a run of few users does not read the whole archive.
   */
  private List<ArchivedFile> pageSeenBy(
      UUID root, UUID run, @Nullable ArchivedFile after, int limit) {
    return jdbc.sql(
            "select "
                + FileRepository.COLUMNS
                + """

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
        .param("root", root)
        .param("run", run)
        .param("folder", after == null ? "" : after.folder())
        .param("kind", after == null ? "" : after.kind().plural())
        .param("item", after == null ? "" : after.item())
        .param("limit", limit)
        .query(FileRepository::file)
        .list();
  }

  /** The files in place after an object, by object. */
  public List<ArchivedFile> byObject(UUID root, String afterObject, int limit) {
    return jdbc.sql(
            "select "
                + FileRepository.COLUMNS
                + """

                from archive.file
                where root = :root
                  and sha256 is not null
                  and object > :after
                order by object
                fetch first :limit rows with ties
                """)
        .param("root", root)
        .param("after", afterObject)
        .param("limit", limit)
        .query(FileRepository::file)
        .list();
  }

  /** All files in place, by folder, kind and medium. */
  public Stream<ArchivedFile> all(UUID root) {
    return walk(after -> page(root, after, STEP));
  }

  /** All files that a run has seen in place, by folder, kind and medium. */
  public Stream<ArchivedFile> seenBy(UUID root, UUID run) {
    return walk(after -> pageSeenBy(root, run, after, STEP));
  }

  private static Stream<ArchivedFile> walk(
      Function<@Nullable ArchivedFile, List<ArchivedFile>> page) {
    return Stream.iterate(
            page.apply(null), files -> !files.isEmpty(), files -> page.apply(files.getLast()))
        .flatMap(List::stream);
  }
}
