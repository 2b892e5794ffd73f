package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import dev.atelier.jobs.ItemId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The journal of paid calls. */
@Repository
class CallRepository {

  private final JdbcClient jdbc;

  CallRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A call that is about to be made.
   *
   * @param prompt JSON
   * @param reserved millionths of a dollar that it may cost
   */
  record NewCall(
      UUID id,
      UserId owner,
      String batch,
      String post,
      UUID jobs,
      ItemId item,
      Part part,
      LocalDate day,
      String prompt,
      String model,
      boolean offline,
      long reserved) {}

  void insert(NewCall call) {
    jdbc.sql(
            """
            insert into campaigns.calls (id, user_id, batch_job_id, post_id, jobs_id, item_id, part,
              state, day, prompt, model, offline, reserved_micros, created_at)
            values (:id, :owner, :batch, :post, :jobs, :item, :part, 'started', :day, :prompt::json,
              :model, :offline, :reserved, clock_timestamp())
            """)
        .param("id", call.id())
        .param("owner", call.owner().value())
        .param("batch", call.batch())
        .param("post", call.post())
        .param("jobs", call.jobs())
        .param("item", call.item().value())
        .param("part", call.part().word())
        .param("day", call.day())
        .param("prompt", call.prompt())
        .param("model", call.model())
        .param("offline", call.offline())
        .param("reserved", call.reserved())
        .update();
  }

  /**
   * How a call ended.
   *
   * @param state succeeded, failed or unknown
   * @param cost millionths of a dollar
   */
  record Settlement(
      String state,
      long cost,
      @Nullable String model,
      @Nullable Long inputTokens,
      @Nullable Long cachedInputTokens,
      @Nullable Long outputTokens,
      @Nullable String finish,
      @Nullable String caption,
      @Nullable String duplicateOf,
      @Nullable String errorCode,
      @Nullable String errorMessage) {}

  /** What a settled call had been reserved for. */
  record Settled(UserId owner, LocalDate day, String batch, String post, long reserved) {}

  /** Settles a call that was under way; empty when it was not. */
  Optional<Settled> settle(UUID id, Settlement how) {
    return jdbc.sql(
            """
            update campaigns.calls
            set state = :state,
              cost_micros = :cost,
              model = coalesce(:model, model),
              input_tokens = :input,
              cached_input_tokens = :cached,
              output_tokens = :output,
              finish = :finish,
              caption = :caption,
              duplicate_of = :duplicateOf,
              error_code = :errorCode,
              error_message = :errorMessage,
              ended_at = clock_timestamp()
            where id = :id
              and state = 'started'
            returning user_id, day, batch_job_id, post_id, reserved_micros
            """)
        .param("id", id)
        .param("state", how.state())
        .param("cost", how.cost())
        .param("model", how.model())
        .param("input", how.inputTokens())
        .param("cached", how.cachedInputTokens())
        .param("output", how.outputTokens())
        .param("finish", how.finish())
        .param("caption", how.caption())
        .param("duplicateOf", how.duplicateOf())
        .param("errorCode", how.errorCode())
        .param("errorMessage", how.errorMessage())
        .query((row, number) ->
            new Settled(
                new UserId(row.getObject("user_id", UUID.class)),
                row.getObject("day", LocalDate.class),
                row.getString("batch_job_id"),
                row.getString("post_id"),
                row.getLong("reserved_micros")))
        .optional();
  }

  /** Keeps a picture that the store does not take yet. */
  void spool(UUID id, byte[] bytes, String contentType) {
    jdbc.sql("update campaigns.calls set image_bytes = :bytes, image_type = :type where id = :id")
        .param("bytes", bytes)
        .param("type", contentType)
        .param("id", id)
        .update();
  }

  /** A picture that was kept here. */
  @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
  record Spooled(byte[] bytes, String contentType) {}

  Optional<Spooled> spooled(UUID id) {
    return jdbc.sql(
            """
            select image_bytes, image_type
            from campaigns.calls
            where id = :id
              and image_bytes is not null
            """)
        .param("id", id)
        .query(
            (row, number) -> new Spooled(row.getBytes("image_bytes"), row.getString("image_type")))
        .optional();
  }

  /** Makes a call's result the latest version of its half of the post. */
  void publish(UUID id, @Nullable String imageKey) {
    jdbc.sql(
            """
            update campaigns.calls c
            set version = 1 + (
                select coalesce(max(o.version), 0)
                from campaigns.calls o
                where o.post_id = c.post_id
                  and o.part = c.part),
              image_key = coalesce(:imageKey, c.image_key),
              image_bytes = null
            where c.id = :id
            """)
        .param("imageKey", imageKey)
        .param("id", id)
        .update();
  }

  void flagDuplicate(UUID id, String post) {
    jdbc.sql("update campaigns.calls set duplicate_of = :post where id = :id")
        .param("post", post)
        .param("id", id)
        .update();
  }

  /** A call that was begun and not settled. */
  record UnderWay(UUID id, long reserved) {}

  /** The calls under way for any item of these jobs. */
  List<UnderWay> underWay(UUID jobs) {
    return jdbc.sql(
            """
            select c.id, c.reserved_micros
            from campaigns.calls c
            where c.jobs_id = :jobs
              and c.state = 'started'
            """)
        .param("jobs", jobs)
        .query((row, number) ->
            new UnderWay(row.getObject("id", UUID.class), row.getLong("reserved_micros")))
        .list();
  }

  /** Before items are tried again: what became of earlier calls no longer counts against them. */
  void writeOff(String batch) {
    jdbc.sql(
            """
            update campaigns.calls
            set state = 'written_off'
            where batch_job_id = :batch
              and state = 'unknown'
            """)
        .param("batch", batch)
        .update();
  }
}
