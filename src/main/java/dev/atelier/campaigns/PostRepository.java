package dev.atelier.campaigns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Posts as people see them. */
@Repository
class PostRepository {

  private static final String COLUMNS =
      "id, batch_job_id, campaign_id, position, brand_name, topic, tone, brief, target_audience,"
          + " generated_caption, image_key, generated_image_url, status, error_message,"
          + " duplicate_of, offline, cost_micros, redo, redo_error, created_at, updated_at";

  private final JdbcClient jdbc;

  PostRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Inserts all posts of a batch; their ids in order. */
  List<String> insert(String batch, CampaignId campaign, List<NewPost> posts) {
    List<String> ids = posts.stream().map(post -> UUID.randomUUID().toString()).toList();
    jdbc.sql(
            """
            insert into campaigns.campaign_posts (id, batch_job_id, campaign_id, position,
              brand_name, topic, tone, brief, target_audience, caption_state, image_state, status,
              error_message)
            select n.id, :batch, :campaign, n.position, n.brand_name, n.topic, n.tone, n.brief,
              n.target_audience, n.caption_state, n.image_state,
              case when n.problem is null then 'pending' else 'failed' end, n.problem
            from unnest(:ids::text[], :brands::text[], :topics::text[], :tones::text[],
              :briefs::text[], :audiences::text[], :captions::text[], :images::text[],
              :problems::text[])
              with ordinality as n (id, brand_name, topic, tone, brief, target_audience,
                caption_state, image_state, problem, position)
            """)
        .param("batch", batch)
        .param("campaign", campaign.value())
        .param("ids", ids.toArray(String[]::new))
        .param("brands", texts(posts, NewPost::brandName))
        .param("topics", texts(posts, NewPost::topic))
        .param("tones", texts(posts, NewPost::tone))
        .param("briefs", texts(posts, NewPost::brief))
        .param("audiences", texts(posts, NewPost::targetAudience))
        .param("captions", texts(posts, post -> state(post.possible() && post.caption())))
        .param("images", texts(posts, post -> state(post.possible() && post.image())))
        .param("problems", texts(posts, NewPost::problem))
        .update();
    return ids;
  }

  private static String state(boolean wanted) {
    return wanted ? "pending" : "none";
  }

  private static String[] texts(List<NewPost> posts, Function<NewPost, @Nullable String> field) {
    return posts.stream().map(field).toArray(String[]::new);
  }

  Optional<Post> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from campaigns.campaign_posts where id = :id")
        .param("id", id)
        .query(PostRepository::post)
        .optional();
  }

  /** Posts of a batch in their order. */
  List<Post> ofBatch(String batch, int afterPosition, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """

                from campaigns.campaign_posts
                where batch_job_id = :batch
                  and position > :after
                order by position
                limit :limit
                """)
        .param("batch", batch)
        .param("after", afterPosition)
        .param("limit", limit)
        .query(PostRepository::post)
        .list();
  }

  /** Posts of a campaign, those of its newest batch first. */
  List<Post> ofCampaign(CampaignId campaign, @Nullable String status, int skip, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """

                from campaigns.campaign_posts
                where campaign_id = :campaign
                  and (:status::text is null or status = :status)
                order by created_at desc, batch_job_id desc, position
                offset :skip
                limit :limit
                """)
        .param("campaign", campaign.value())
        .param("status", status)
        .param("skip", skip)
        .param("limit", limit)
        .query(PostRepository::post)
        .list();
  }

  private static Post post(ResultSet row, int number) throws SQLException {
    return new Post(
        row.getString("id"),
        row.getString("batch_job_id"),
        new CampaignId(row.getObject("campaign_id", UUID.class)),
        row.getInt("position"),
        row.getString("brand_name"),
        row.getString("topic"),
        row.getString("tone"),
        row.getString("brief"),
        row.getString("target_audience"),
        row.getString("generated_caption"),
        row.getString("image_key"),
        row.getString("generated_image_url"),
        row.getString("status"),
        row.getString("error_message"),
        row.getString("duplicate_of"),
        row.getBoolean("offline"),
        row.getLong("cost_micros"),
        row.getObject("redo") != null,
        row.getString("redo_error"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
