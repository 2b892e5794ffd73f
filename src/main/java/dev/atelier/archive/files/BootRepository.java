package dev.atelier.archive.files;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which files a loss of power can have cost. */
@Repository
class BootRepository {

  private final JdbcClient jdbc;

  BootRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes that the disk has what the boot had placed until then. */
  void forced(UUID root, UUID boot, Instant until) {
    jdbc.sql(
            """
            update archive.boot
            set forced_until = greatest(forced_until, :until)
            where root = :root
              and boot = :boot
            """)
        .param("root", root)
        .param("boot", boot)
        .param("until", Timestamp.from(until))
        .update();
  }

  /** Doubts what other boots have placed and not forced; those that go on begin anew. */
  int doubtOthers(UUID root, UUID boot) {
    return doubt("<>", root, boot);
  }

  /** Doubts what this boot has placed and not forced. */
  int doubt(UUID root, UUID boot) {
    return doubt("=", root, boot);
  }

  private int doubt(String which, UUID root, UUID boot) {
    return jdbc.sql(
            """
            with gone as (
              delete from archive.boot
              where root = :root
                and boot %s :boot
              returning boot, forced_until
            )
            update archive.file f
            set generation = -1
            from gone
            where f.root = :root
              and f.boot = gone.boot
              and f.fetched_at > gone.forced_until
            """
                .formatted(which))
        .param("root", root)
        .param("boot", boot)
        .update();
  }
}
