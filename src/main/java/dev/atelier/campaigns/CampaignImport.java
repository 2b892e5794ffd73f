package dev.atelier.campaigns;

import dev.atelier.database.ImportSource;
import dev.atelier.home.CannotStartException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the campaigns of an older service along, with their batches and posts, after its users.
 * What is here already stays as it is. What that service had left unfinished is not taken up: its
 * posts count as cancelled.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class CampaignImport implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(CampaignImport.class);
  private static final int PAGE = 500;

  private final ObjectProvider<ImportSource> source;
  private final ImportRepository imported;
  private final TransactionTemplate transactions;

  CampaignImport(
      ObjectProvider<ImportSource> source,
      ImportRepository imported,
      TransactionTemplate transactions) {
    this.source = source;
    this.imported = imported;
    this.transactions = transactions;
  }

  /** A campaign as the older database has it. */
  record OldCampaign(
      UUID id,
      UUID owner,
      String name,
      @Nullable String description,
      String brandName,
      @Nullable String targetAudience,
      @Nullable String tone,
      @Nullable String status,
      @Nullable OffsetDateTime createdAt,
      @Nullable OffsetDateTime updatedAt) {}

  /** A batch as the older database has it. */
  record OldBatch(
      String id,
      String campaign,
      String name,
      @Nullable String status,
      @Nullable String createdBy,
      @Nullable String errorLog,
      @Nullable OffsetDateTime createdAt,
      @Nullable OffsetDateTime updatedAt) {}

  /** A post as the older database has it. */
  record OldPost(
      String id,
      int position,
      String brandName,
      @Nullable String topic,
      String tone,
      @Nullable String brief,
      @Nullable String targetAudience,
      @Nullable String caption,
      @Nullable String imageUrl,
      @Nullable String status,
      @Nullable String error,
      @Nullable OffsetDateTime createdAt,
      @Nullable OffsetDateTime updatedAt) {}

  @Override
  public void run(ApplicationArguments arguments) {
    source.ifAvailable(old -> {
      try {
        takeFrom(old.jdbc());
      } catch (DataAccessException e) {
        throw new CannotStartException(
            "ATELIER_IMPORT_DATABASE_URL: the campaigns cannot be taken along: "
                + String.valueOf(e.getMostSpecificCause().getMessage())
                    .lines()
                    .findFirst()
                    .orElse(""),
            e);
      }
    });
  }

  private void takeFrom(JdbcClient old) {
    if (!has(old, "campaigns")) {
      return;
    }
    int campaigns = 0;
    UUID last = new UUID(0, 0);
    for (List<OldCampaign> page = campaigns(old, last);
        !page.isEmpty();
        page = campaigns(old, last)) {
      for (OldCampaign campaign : page) {
        campaigns += imported.insert(campaign) ? 1 : 0;
      }
      last = page.getLast().id();
    }
    int batches = has(old, "batch_jobs") && has(old, "campaign_posts") ? takeBatches(old) : 0;
    LOG.info("Campaigns were imported: {} new, with {} new batches", campaigns, batches);
  }

  private int takeBatches(JdbcClient old) {
    int taken = 0;
    String last = "";
    for (List<OldBatch> page = batches(old, last); !page.isEmpty(); page = batches(old, last)) {
      for (OldBatch batch : page) {
        taken += take(old, batch) ? 1 : 0;
      }
      last = page.getLast().id();
    }
    return taken;
  }

  /** A batch comes with all of its posts, or not at all. */
  private boolean take(JdbcClient old, OldBatch batch) {
    if (imported.hasBatch(batch.id())) {
      return false;
    }
    List<OldPost> posts = posts(old, batch.id());
    Boolean taken = transactions.execute(status -> imported.insert(batch, posts));
    if (!Boolean.TRUE.equals(taken)) {
      LOG.warn("Batch {} is not imported: there is no campaign {}", batch.id(), batch.campaign());
    }
    return Boolean.TRUE.equals(taken);
  }

  private static boolean has(JdbcClient old, String table) {
    return old.sql("select to_regclass(:table) is not null")
        .param("table", table)
        .query(Boolean.class)
        .single();
  }

  private static List<OldCampaign> campaigns(JdbcClient old, UUID after) {
    return old.sql(
            """
            select id, user_id, name, description, brand_name, target_audience, tone_id, status,
              created_at::timestamptz as created_at, updated_at::timestamptz as updated_at
            from campaigns
            where id > :after
            order by id
            limit :page
            """)
        .param("after", after)
        .param("page", PAGE)
        .query((row, number) ->
            new OldCampaign(
                row.getObject("id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getString("brand_name"),
                row.getString("target_audience"),
                row.getString("tone_id"),
                row.getString("status"),
                time(row, "created_at"),
                time(row, "updated_at")))
        .list();
  }

  private static List<OldBatch> batches(JdbcClient old, String after) {
    return old.sql(
            """
            select id::text as id, campaign_id::text as campaign_id, name, status, created_by,
              error_log, created_at::timestamptz as created_at,
              updated_at::timestamptz as updated_at
            from batch_jobs
            where id::text > :after
            order by id::text
            limit :page
            """)
        .param("after", after)
        .param("page", PAGE)
        .query((row, number) ->
            new OldBatch(
                row.getString("id"),
                row.getString("campaign_id"),
                row.getString("name"),
                row.getString("status"),
                row.getString("created_by"),
                row.getString("error_log"),
                time(row, "created_at"),
                time(row, "updated_at")))
        .list();
  }

  private static List<OldPost> posts(JdbcClient old, String batch) {
    return old.sql(
            """
            select id::text as id,
              row_number() over (order by created_at, id) as position,
              brand_name, topic, tone, brief, target_audience, generated_caption,
              generated_image_url, status, error_message,
              created_at::timestamptz as created_at, updated_at::timestamptz as updated_at
            from campaign_posts
            where batch_job_id::text = :batch
            order by created_at, id
            """)
        .param("batch", batch)
        .query((row, number) ->
            new OldPost(
                row.getString("id"),
                row.getInt("position"),
                row.getString("brand_name"),
                row.getString("topic"),
                row.getString("tone"),
                row.getString("brief"),
                row.getString("target_audience"),
                row.getString("generated_caption"),
                row.getString("generated_image_url"),
                row.getString("status"),
                row.getString("error_message"),
                time(row, "created_at"),
                time(row, "updated_at")))
        .list();
  }

  private static @Nullable OffsetDateTime time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class);
  }
}
