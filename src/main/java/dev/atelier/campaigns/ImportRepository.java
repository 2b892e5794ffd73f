package dev.atelier.campaigns;

import dev.atelier.campaigns.CampaignImport.OldBatch;
import dev.atelier.campaigns.CampaignImport.OldCampaign;
import dev.atelier.campaigns.CampaignImport.OldPost;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes what comes from an older database; what is here already stays as it is. */
@Repository
class ImportRepository {

  private static final String UNFINISHED = "The older service did not finish this";

  private final JdbcClient jdbc;

  ImportRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean insert(OldCampaign campaign) {
    return jdbc.sql(
                """
                insert into campaigns.campaigns (id, user_id, name, description, brand_name,
                  target_audience, tone_id, status, created_at, updated_at)
                values (:id, :owner, :name, :description, :brandName, :targetAudience, :tone,
                  coalesce(:status, 'draft'), coalesce(:createdAt::timestamptz, now()),
                  coalesce(:updatedAt::timestamptz, :createdAt::timestamptz, now()))
                on conflict (id) do nothing
                """)
            .param("id", campaign.id())
            .param("owner", campaign.owner())
            .param("name", campaign.name())
            .param("description", campaign.description())
            .param("brandName", campaign.brandName())
            .param("targetAudience", campaign.targetAudience())
            .param("tone", campaign.tone())
            .param("status", campaign.status())
            .param("createdAt", campaign.createdAt())
            .param("updatedAt", campaign.updatedAt())
            .update()
        == 1;
  }

  boolean hasBatch(String id) {
    return jdbc.sql("select exists (select from campaigns.batch_jobs where id = :id)")
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  /** Inserts a batch with its posts; false when its campaign is not here. */
  boolean insert(OldBatch batch, List<OldPost> posts) {
    boolean inserted =
        jdbc.sql(
                    """
                    insert into campaigns.batch_jobs (id, campaign_id, user_id, name, total_posts,
                      status, created_by, error_log, created_at, updated_at, started_at, ended_at)
                    select :id, c.id, c.user_id, left(:name, 255), :total,
                      case when :status in ('completed', 'completed_with_errors', 'failed')
                        then :status else 'cancelled' end,
                      :createdBy, :errorLog, coalesce(:createdAt::timestamptz, now()),
                      coalesce(:updatedAt::timestamptz, now()),
                      coalesce(:createdAt::timestamptz, now()),
                      coalesce(:updatedAt::timestamptz, now())
                    from campaigns.campaigns c
                    where c.id::text = lower(:campaign)
                    """)
                .param("id", batch.id())
                .param("name", batch.name())
                .param("total", posts.size())
                .param("status", batch.status() == null ? "" : batch.status())
                .param("createdBy", batch.createdBy())
                .param("errorLog", batch.errorLog())
                .param("createdAt", batch.createdAt())
                .param("updatedAt", batch.updatedAt())
                .param("campaign", batch.campaign())
                .update()
            == 1;
    if (inserted) {
      posts.forEach(post -> insert(batch.id(), post));
      keep(batch.id());
      count(batch.id());
    }
    return inserted;
  }

  private void insert(String batch, OldPost post) {
    String status = post.status();
    boolean known = "completed".equals(status) || "failed".equals(status);
    String missing = "failed".equals(status) ? "failed" : "cancelled";
    jdbc.sql(
            """
            insert into campaigns.campaign_posts (id, batch_job_id, campaign_id, position, brand_name,
              topic, tone, brief, target_audience, generated_caption, generated_image_url, status,
              error_message, created_at, updated_at, caption_state, image_state)
            select :id, b.id, b.campaign_id, :position, left(:brandName, 255), :topic, :tone, :brief,
              :targetAudience, :caption, :imageUrl, :status, :error,
              coalesce(:createdAt::timestamptz, b.created_at),
              coalesce(:updatedAt::timestamptz, b.updated_at),
              case when :caption::text is null then :missing else 'done' end,
              case when :imageUrl::text is null then :missing else 'done' end
            from campaigns.batch_jobs b
            where b.id = :batch
            on conflict (id) do nothing
            """)
        .param("id", post.id())
        .param("position", post.position())
        .param("brandName", post.brandName())
        .param("topic", post.topic())
        .param("tone", post.tone())
        .param("brief", post.brief())
        .param("targetAudience", post.targetAudience())
        .param("caption", post.caption())
        .param("imageUrl", post.imageUrl())
        .param("status", known ? status : "cancelled")
        .param("error", known || post.error() != null ? post.error() : UNFINISHED)
        .param("createdAt", post.createdAt())
        .param("updatedAt", post.updatedAt())
        .param("missing", missing)
        .param("batch", batch)
        .update();
  }

  /** Records what came along as first versions, which cost nothing here. */
  private void keep(String batch) {
    jdbc.sql(
            """
            insert into campaigns.calls (id, user_id, batch_job_id, post_id, jobs_id, item_id, part,
              state, day, prompt, model, offline, reserved_micros, caption, version, created_at,
              ended_at)
            select gen_random_uuid(), b.user_id, b.id, p.id, gen_random_uuid(), gen_random_uuid(),
              half.part, 'succeeded', p.created_at::date, '{}', 'imported', false, 0, half.caption, 1,
              p.created_at, p.created_at
            from campaigns.campaign_posts p
            join campaigns.batch_jobs b on b.id = p.batch_job_id
            cross join lateral (
              select 'caption' as part, p.generated_caption as caption
              where p.generated_caption is not null
              union all
              select 'image', null
              where p.generated_image_url is not null) half
            where p.batch_job_id = :batch
            """)
        .param("batch", batch)
        .update();
    for (String part : List.of("caption", "image")) {
      jdbc.sql(
              """
              update campaigns.campaign_posts p
              set %s_call = c.id
              from campaigns.calls c
              where p.batch_job_id = :batch
                and c.post_id = p.id
                and c.part = :part
              """
                  .formatted(part))
          .param("batch", batch)
          .param("part", part)
          .update();
    }
  }

  /** The counts of the older service left out what it had not finished. */
  private void count(String batch) {
    jdbc.sql(
            """
            update campaigns.batch_jobs b
            set total_posts = p.total,
              completed_posts = p.completed,
              failed_posts = p.failed,
              cancelled_posts = p.total - p.completed - p.failed
            from (
              select count(*) as total,
                count(*) filter (where status = 'completed') as completed,
                count(*) filter (where status = 'failed') as failed
              from campaigns.campaign_posts
              where batch_job_id = :batch) p
            where b.id = :batch
            """)
        .param("batch", batch)
        .update();
  }
}
