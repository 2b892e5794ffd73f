package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What a post has been: the calls that made it, and which of them were taken back. */
@Repository
class VersionRepository {

  private final JdbcClient jdbc;

  VersionRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A half of a post as it once was or is.
   *
   * @param prompt JSON
   * @param foreignImage where the picture is that came from elsewhere
   */
  record Version(
      UUID call,
      int number,
      Part part,
      boolean current,
      @Nullable String caption,
      @Nullable String imageKey,
      @Nullable String foreignImage,
      String model,
      boolean offline,
      long cost,
      @Nullable Long inputTokens,
      @Nullable Long outputTokens,
      @Nullable String duplicateOf,
      String prompt,
      @Nullable String createdBy,
      OffsetDateTime createdAt) {}

  /** A version that became its post's again. */
  record Restoration(UUID call, String by, OffsetDateTime at) {}

  /** Newest first, captions before pictures. */
  List<Version> versions(String post) {
    return jdbc.sql(
            """
            select c.id, c.version, c.part, c.caption, c.image_key, p.generated_image_url, c.model,
              c.offline, c.cost_micros, c.input_tokens, c.output_tokens, c.duplicate_of, c.prompt,
              c.created_at, b.created_by,
              c.id in (p.caption_call, p.image_call) is true as current
            from campaigns.calls c
            join campaigns.campaign_posts p on p.id = c.post_id
            join campaigns.batch_jobs b on b.id = p.batch_job_id
            where c.post_id = :post
              and c.version is not null
            order by c.part, c.version desc
            """)
        .param("post", post)
        .query(VersionRepository::version)
        .list();
  }

  /** Newest first. */
  List<Restoration> restorations(String post) {
    return jdbc.sql(
            """
            select call_id, restored_by, restored_at
            from campaigns.restorations
            where post_id = :post
            order by id desc
            """)
        .param("post", post)
        .query((row, number) ->
            new Restoration(
                row.getObject("call_id", UUID.class),
                row.getString("restored_by"),
                row.getObject("restored_at", OffsetDateTime.class)))
        .list();
  }

  void record(String post, UUID call, UserId user, String name) {
    jdbc.sql(
            """
            insert into campaigns.restorations (post_id, call_id, user_id, restored_by)
            values (:post, :call, :user, :name)
            """)
        .param("post", post)
        .param("call", call)
        .param("user", user.value())
        .param("name", name)
        .update();
  }

  private static Version version(ResultSet row, int number) throws SQLException {
    Part part = Part.of(row.getString("part"));
    String key = row.getString("image_key");
    boolean foreign = part == Part.IMAGE && key == null;
    return new Version(
        row.getObject("id", UUID.class),
        row.getInt("version"),
        part,
        row.getBoolean("current"),
        row.getString("caption"),
        key,
        foreign ? row.getString("generated_image_url") : null,
        row.getString("model"),
        row.getBoolean("offline"),
        row.getLong("cost_micros"),
        row.getObject("input_tokens", Long.class),
        row.getObject("output_tokens", Long.class),
        row.getString("duplicate_of"),
        row.getString("prompt"),
        row.getString("created_by"),
        row.getObject("created_at", OffsetDateTime.class));
  }
}
