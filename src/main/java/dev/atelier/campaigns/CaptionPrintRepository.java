package dev.atelier.campaigns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds captions of a campaign that are much like another one. */
@Repository
class CaptionPrintRepository {

  /** So many that may be alike are looked at. */
  private static final int MAX_CANDIDATES = 50;

  private final JdbcClient jdbc;

  CaptionPrintRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A caption that is there already. */
  record Known(String post, String caption) {}

  /** The caption of another post of the campaign that this one is too much like, if any. */
  @Nullable Known similar(CampaignId campaign, String post, CaptionPrint print) {
    List<Known> candidates =
        jdbc.sql(
                """
                select p.id, p.generated_caption
                from campaigns.caption_prints c
                join campaigns.campaign_posts p on p.id = c.post_id
                where c.bands && :bands::bigint[]
                  and c.post_id <> :post
                  and p.campaign_id = :campaign
                  and p.generated_caption is not null
                limit :limit
                """)
            .param("bands", print.bands(campaign))
            .param("post", post)
            .param("campaign", campaign.value())
            .param("limit", MAX_CANDIDATES)
            .query(
                (row, number) -> new Known(row.getString("id"), row.getString("generated_caption")))
            .list();
    return candidates.stream()
        .filter(known -> CaptionPrint.of(known.caption()).isLike(print))
        .findFirst()
        .orElse(null);
  }

  void save(CampaignId campaign, String post, CaptionPrint print) {
    jdbc.sql(
            """
            insert into campaigns.caption_prints (post_id, bands)
            values (:post, :bands)
            on conflict (post_id) do update set bands = excluded.bands
            """)
        .param("post", post)
        .param("bands", print.bands(campaign))
        .update();
  }
}
