package dev.atelier.campaigns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How posts get on. Whoever writes here has locked the batch before. */
@Repository
class PostStateRepository {

  private static final String STATUS =
      """
      case
        when 'pending' in (n.caption_state, n.image_state) then 'processing'
        when 'failed' in (n.caption_state, n.image_state) then 'failed'
        when 'cancelled' in (n.caption_state, n.image_state) then 'cancelled'
        else 'completed'
      end
      """;

  private final JdbcClient jdbc;

  PostStateRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A change of a post's status. */
  record Change(String batch, int position, @Nullable String topic, String before, String after) {

    /** Whether the post ended just now. */
    boolean ends() {
      return !Post.ended(before) && Post.ended(after);
    }
  }

  /** A half is made: the post has what the call has made. */
  Optional<Change> done(String post, Part part, UUID call) {
    return jdbc.sql(
            """
            with n as (
              select p.id, p.status as before, c.caption, c.image_key, c.duplicate_of, c.offline,
                case when :part = 'caption' then 'done' else p.caption_state end as caption_state,
                case when :part = 'image' then 'done' else p.image_state end as image_state
              from campaigns.campaign_posts p
              join campaigns.calls c on c.id = :call
              where p.id = :post
              for update of p
            )
            update campaigns.campaign_posts p
            set caption_state = n.caption_state,
              image_state = n.image_state,
              generated_caption = case when :part = 'caption' then n.caption
                else p.generated_caption end,
              caption_call = case when :part = 'caption' then :call else p.caption_call end,
              caption_error = case when :part = 'caption' then null else p.caption_error end,
              duplicate_of = case when :part = 'caption' then n.duplicate_of
                else p.duplicate_of end,
              image_key = case when :part = 'image' then n.image_key else p.image_key end,
              image_call = case when :part = 'image' then :call else p.image_call end,
              image_error = case when :part = 'image' then null else p.image_error end,
              offline = p.offline or n.offline,
              error_message = case when :part = 'caption' then p.image_error
                else p.caption_error end,
              redo = null,
              redo_error = null,
              updated_at = clock_timestamp(),
              status =
            """
                + STATUS
                + """
                from n
                where p.id = n.id
                returning p.batch_job_id, p.position, p.topic, n.before, p.status
                """)
        .param("part", part.word())
        .param("call", call)
        .param("post", post)
        .query(PostStateRepository::change)
        .optional();
  }

  /**
   * A half failed or was cancelled.
   *
   * @param state failed or cancelled
   * @param message why, for people
   */
  Optional<Change> lost(String post, Part part, String state, @Nullable String message) {
    return jdbc.sql(
            """
            with n as (
              select id, status as before,
                case when :part = 'caption' then :state else caption_state end as caption_state,
                case when :part = 'image' then :state else image_state end as image_state,
                case when :part = 'caption' then :message else caption_error end as caption_error,
                case when :part = 'image' then :message else image_error end as image_error
              from campaigns.campaign_posts
              where id = :post
              for update
            )
            update campaigns.campaign_posts p
            set caption_state = n.caption_state,
              image_state = n.image_state,
              caption_error = n.caption_error,
              image_error = n.image_error,
              error_message = nullif(concat_ws('; ', n.caption_error, n.image_error), ''),
              updated_at = clock_timestamp(),
              status =
            """
                + STATUS
                + """
                from n
                where p.id = n.id
                returning p.batch_job_id, p.position, p.topic, n.before, p.status
                """)
        .param("part", part.word())
        .param("state", state)
        .param("message", message)
        .param("post", post)
        .query(PostStateRepository::change)
        .optional();
  }

  /** The first call for a post is about to be made. */
  void begin(String post) {
    jdbc.sql(
            """
            update campaigns.campaign_posts
            set status = 'processing', updated_at = clock_timestamp()
            where id = :id
              and status = 'pending'
            """)
        .param("id", post)
        .update();
  }

  /** Cancels whatever has not ended of a batch; how many posts that were. */
  int cancelRest(String batch, @Nullable String message) {
    return jdbc.sql(
            """
            update campaigns.campaign_posts
            set caption_state = case when caption_state = 'pending' then 'cancelled'
                else caption_state end,
              image_state = case when image_state = 'pending' then 'cancelled'
                else image_state end,
              status = 'cancelled',
              error_message = nullif(
                concat_ws('; ', caption_error, image_error, :message::text), ''),
              updated_at = clock_timestamp()
            where batch_job_id = :batch
              and status in ('pending', 'processing')
            """)
        .param("batch", batch)
        .param("message", message)
        .update();
  }

  /** How many posts had ended, and have not after all. */
  record Reopened(int failed, int cancelled) {}

  /** Lets halves that failed, and perhaps those that were cancelled, be made after all. */
  Reopened reopen(String batch, boolean cancelledToo) {
    return jdbc.sql(
            """
            with n as (
              select id, status as before,
                case when caption_state = 'failed' or (:too and caption_state = 'cancelled')
                  then 'pending' else caption_state end as caption_state,
                case when image_state = 'failed' or (:too and image_state = 'cancelled')
                  then 'pending' else image_state end as image_state
              from campaigns.campaign_posts
              where batch_job_id = :batch
                and ('failed' in (caption_state, image_state)
                  or (:too and 'cancelled' in (caption_state, image_state)))
              order by position
              for update
            ),
            changed as (
              update campaigns.campaign_posts p
              set caption_state = n.caption_state,
                image_state = n.image_state,
                caption_error = case when n.caption_state = 'pending' then null
                  else p.caption_error end,
                image_error = case when n.image_state = 'pending' then null
                  else p.image_error end,
                error_message = null,
                status = 'pending',
                updated_at = clock_timestamp()
              from n
              where p.id = n.id
              returning n.before
            )
            select count(*) filter (where before = 'failed') as failed,
              count(*) filter (where before = 'cancelled') as cancelled
            from changed
            """)
        .param("batch", batch)
        .param("too", cancelledToo)
        .query((row, number) -> new Reopened(row.getInt("failed"), row.getInt("cancelled")))
        .single();
  }

  /** Marks a post as being made anew by a job; false when one does already. */
  boolean beginRedo(String post, UUID job) {
    return jdbc.sql(
                """
                update campaigns.campaign_posts
                set redo = :job, redo_error = null
                where id = :id
                  and redo is null
                """)
            .param("job", job)
            .param("id", post)
            .update()
        == 1;
  }

  /**
   * A half could not be made anew; the post stays as it was.
   *
   * @param message why, for people
   */
  void endRedo(UUID job, String message) {
    jdbc.sql(
            """
            update campaigns.campaign_posts
            set redo = null, redo_error = :message
            where redo = :job
            """)
        .param("message", message)
        .param("job", job)
        .update();
  }

  /** Holds a post that has ended and is not being made anew; false when it is not so. */
  boolean mayChange(String post) {
    return jdbc.sql(
            """
            select id
            from campaigns.campaign_posts
            where id = :id
              and redo is null
              and status not in ('pending', 'processing')
            for update
            """)
        .param("id", post)
        .query(String.class)
        .optional()
        .isPresent();
  }

  /** Whether what the post has was made by that call. */
  boolean isCurrent(String post, UUID call) {
    return jdbc.sql(
            """
            select :call in (caption_call, image_call) is true
            from campaigns.campaign_posts
            where id = :id
            """)
        .param("call", call)
        .param("id", post)
        .query(Boolean.class)
        .single();
  }

  /** The jobs that make posts of a campaign anew. */
  List<UUID> redosOf(CampaignId campaign) {
    return jdbc.sql(
            """
            select redo
            from campaigns.campaign_posts
            where campaign_id = :campaign
              and redo is not null
            """)
        .param("campaign", campaign.value())
        .query((row, number) -> row.getObject("redo", UUID.class))
        .list();
  }

  private static Change change(ResultSet row, int number) throws SQLException {
    return new Change(
        row.getString("batch_job_id"),
        row.getInt("position"),
        row.getString("topic"),
        row.getString("before"),
        row.getString("status"));
  }
}
