package dev.atelier.campaigns;

import dev.atelier.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CampaignRepository {

  private static final String COLUMNS =
      "id, user_id, name, description, brand_name, target_audience, tone_id, status, created_at,"
          + " updated_at";

  private final JdbcClient jdbc;

  CampaignRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Campaign insert(CampaignId id, UserId owner, CampaignForm form) {
    return jdbc.sql(
            """
            insert into campaigns.campaigns (id, user_id, name, description, brand_name,
              target_audience, tone_id)
            values (:id, :owner, :name, :description, :brandName, :targetAudience, :tone)
            returning
            """
                + COLUMNS)
        .param("id", id.value())
        .param("owner", owner.value())
        .param("name", form.name())
        .param("description", form.description())
        .param("brandName", form.brandName())
        .param("targetAudience", form.targetAudience())
        .param("tone", form.toneId())
        .query(CampaignRepository::campaign)
        .single();
  }

  /** Newest first; what was deleted is left out. */
  List<Campaign> page(UserId owner, int skip, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """

                from campaigns.campaigns
                where user_id = :owner
                  and status <> 'deleted'
                order by created_at desc, id desc
                offset :skip
                limit :limit
                """)
        .param("owner", owner.value())
        .param("skip", skip)
        .param("limit", limit)
        .query(CampaignRepository::campaign)
        .list();
  }

  Optional<Campaign> find(CampaignId id) {
    return jdbc.sql("select " + COLUMNS + " from campaigns.campaigns where id = :id")
        .param("id", id.value())
        .query(CampaignRepository::campaign)
        .optional();
  }

  /** Keeps a campaign from being deleted until the transaction ends; false when it is. */
  boolean holdUndeleted(CampaignId id) {
    return jdbc.sql(
            """
            select true
            from campaigns.campaigns
            where id = :id
              and status <> 'deleted'
            for share
            """)
        .param("id", id.value())
        .query(Boolean.class)
        .optional()
        .isPresent();
  }

  /** Changes what the form names, unless the campaign is deleted; its time moves with a change. */
  Optional<Campaign> update(CampaignId id, CampaignForm form) {
    return jdbc.sql(
            """
            update campaigns.campaigns c
            set name = n.name,
              description = n.description,
              brand_name = n.brand_name,
              target_audience = n.target_audience,
              tone_id = n.tone_id,
              status = n.status,
              updated_at = case
                when (c.name, c.description, c.brand_name, c.target_audience, c.tone_id, c.status)
                  is distinct from
                  (n.name, n.description, n.brand_name, n.target_audience, n.tone_id, n.status)
                then clock_timestamp()
                else c.updated_at
              end
            from (
              select id,
                coalesce(:name, name) as name,
                coalesce(:description, description) as description,
                coalesce(:brandName, brand_name) as brand_name,
                coalesce(:targetAudience, target_audience) as target_audience,
                coalesce(:tone, tone_id) as tone_id,
                coalesce(:status, status) as status
              from campaigns.campaigns
              where id = :id
              for update) n
            where c.id = n.id
              and c.status <> 'deleted'
            returning c.id, c.user_id, c.name, c.description, c.brand_name, c.target_audience,
              c.tone_id, c.status, c.created_at, c.updated_at
            """)
        .param("id", id.value())
        .param("name", form.name())
        .param("description", form.description())
        .param("brandName", form.brandName())
        .param("targetAudience", form.targetAudience())
        .param("tone", form.toneId())
        .param("status", form.status())
        .query(CampaignRepository::campaign)
        .optional();
  }

  /** Marks a campaign as deleted; nothing else of it changes. */
  void delete(CampaignId id) {
    jdbc.sql(
            """
            update campaigns.campaigns
            set status = 'deleted', updated_at = clock_timestamp()
            where id = :id
              and status <> 'deleted'
            """)
        .param("id", id.value())
        .update();
  }

  private static Campaign campaign(ResultSet row, int number) throws SQLException {
    return new Campaign(
        new CampaignId(row.getObject("id", UUID.class)),
        new UserId(row.getObject("user_id", UUID.class)),
        row.getString("name"),
        row.getString("description"),
        row.getString("brand_name"),
        row.getString("target_audience"),
        row.getString("tone_id"),
        row.getString("status"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant());
  }
}
