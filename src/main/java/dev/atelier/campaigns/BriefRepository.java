package dev.atelier.campaigns;

import dev.atelier.jobs.ItemId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Loads in one go what making a half of a post needs. */
@Repository
class BriefRepository {

  private final JdbcClient jdbc;

  BriefRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Brief> find(String post, Part part, ItemId item) {
    return jdbc.sql(
            """
            select p.id, p.batch_job_id, p.campaign_id, p.brand_name, p.topic, p.tone,
              t.prompt_modifier, p.brief, p.target_audience, c.brand_name as campaign_brand,
              c.description, c.target_audience as campaign_audience, b.options,
              case when :part = 'caption' then p.caption_state else p.image_state end as part_state,
              l.id as last_id, l.state as last_state, l.reserved_micros as last_reserved,
              l.version as last_version, l.caption as last_caption,
              l.image_bytes is not null as last_spooled,
              k.id as kept_id, k.state as kept_state, k.reserved_micros as kept_reserved,
              k.version as kept_version, k.caption as kept_caption,
              k.image_bytes is not null as kept_spooled,
              (select count(*) from campaigns.calls u where u.item_id = :item
                and u.state = 'unknown') as unknown_calls
            from campaigns.campaign_posts p
            join campaigns.batch_jobs b on b.id = p.batch_job_id
            join campaigns.campaigns c on c.id = p.campaign_id
            left join campaigns.content_tones t on t.id = lower(p.tone)
            left join lateral (
              select id, state, reserved_micros, version, caption, image_bytes
              from campaigns.calls
              where item_id = :item
              order by created_at desc
              limit 1) l on true
            left join lateral (
              select id, state, reserved_micros, version, caption, image_bytes
              from campaigns.calls
              where item_id = :item
                and state = 'succeeded'
              order by created_at desc
              limit 1) k on true
            where p.id = :post
            """)
        .param("post", post)
        .param("part", part.word())
        .param("item", item.value())
        .query(BriefRepository::brief)
        .optional();
  }

  private static Brief brief(ResultSet row, int number) throws SQLException {
    return new Brief(
        row.getString("id"),
        row.getString("batch_job_id"),
        new CampaignId(row.getObject("campaign_id", UUID.class)),
        row.getString("brand_name"),
        text(row, "topic"),
        row.getString("tone"),
        row.getString("prompt_modifier"),
        text(row, "brief"),
        text(row, "target_audience"),
        row.getString("campaign_brand"),
        row.getString("description"),
        row.getString("campaign_audience"),
        row.getString("options"),
        row.getString("part_state").equals("pending"),
        call(row, "last_"),
        call(row, "kept_"),
        row.getInt("unknown_calls"));
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value;
  }

  private static Brief.@Nullable PaidCall call(ResultSet row, String prefix) throws SQLException {
    UUID id = row.getObject(prefix + "id", UUID.class);
    return id == null
        ? null
        : new Brief.PaidCall(
            id,
            row.getString(prefix + "state"),
            row.getLong(prefix + "reserved"),
            row.getObject(prefix + "version", Integer.class),
            row.getString(prefix + "caption"),
            row.getBoolean(prefix + "spooled"));
  }
}
