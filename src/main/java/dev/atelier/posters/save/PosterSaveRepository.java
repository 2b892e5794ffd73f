package dev.atelier.posters.save;

import dev.atelier.identity.Caller;
import dev.atelier.identity.UserId;
import dev.atelier.jobs.BatchId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PosterSaveRepository {

  private final JdbcClient jdbc;

  PosterSaveRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(PosterSave save) {
    jdbc.sql(
            """
            insert into posters.save (id, batch, owner, run_id, campaign, target)
            values (:id, :batch, :owner, :run, :campaign, :target)
            """)
        .param("id", save.id().value())
        .param("batch", save.batch().value())
        .param("owner", save.owner().value())
        .param("run", save.run())
        .param("campaign", save.campaign())
        .param("target", save.target())
        .update();
  }

  Optional<PosterSave> find(SaveId id) {
    return jdbc.sql(
            """
            select id, batch, owner, run_id, campaign, target
            from posters.save
            where id = :id
            """)
        .param("id", id.value())
        .query(PosterSaveRepository::map)
        .optional();
  }

  Optional<PosterSave> findByBatch(BatchId batch) {
    return jdbc.sql(
            """
            select id, batch, owner, run_id, campaign, target
            from posters.save
            where batch = :batch
            """)
        .param("batch", batch.value())
        .query(PosterSaveRepository::map)
        .optional();
  }

  /**
   * Newest first: the caller's saves, or everybody's for the operator.
   *
   * @param run only saves of this run; null for all
   */
  List<PosterSave> page(Caller caller, @Nullable String run, @Nullable SaveId after, int limit) {
    return jdbc.sql(
            """
            select id, batch, owner, run_id, campaign, target
            from posters.save
            where (:everybody or owner = :owner)
              and (:run::text is null or run_id = :run)
              and (:after::text is null
                or (created_at, id) < (select created_at, id from posters.save where id = :after))
            order by created_at desc, id desc
            limit :limit
            """)
        .param("everybody", caller.operator())
        .param("owner", caller.id().value())
        .param("run", run)
        .param("after", after == null ? null : after.value())
        .param("limit", limit)
        .query(PosterSaveRepository::map)
        .list();
  }

  private static PosterSave map(ResultSet row, int number) throws SQLException {
    return new PosterSave(
        new SaveId(row.getString("id")),
        new BatchId(row.getObject("batch", UUID.class)),
        new UserId(row.getObject("owner", UUID.class)),
        row.getString("run_id"),
        row.getString("campaign"),
        row.getString("target"));
  }
}
