package dev.atelier.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.TestDatabase;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class CampaignImportTests {

  private static final String SCHEMA =
      """
      create table users (
        id uuid primary key, username varchar(50) unique not null,
        email varchar(255) unique not null, password_hash varchar(255) not null,
        first_name varchar(100), last_name varchar(100), created_at timestamp default now());
      create table campaigns (
        id uuid primary key, user_id uuid not null, name varchar(255) not null, description text,
        brand_name varchar(255) not null, target_audience text, tone_id varchar(20),
        status varchar(20) default 'draft', created_at timestamptz default now(),
        updated_at timestamptz default now());
      create table batch_jobs (
        id varchar primary key, campaign_id varchar not null, name varchar not null,
        status varchar default 'pending', total_posts integer default 0,
        completed_posts integer default 0, failed_posts integer default 0, created_by varchar,
        created_at timestamp default now(), updated_at timestamp default now(), error_log text);
      create table campaign_posts (
        id varchar primary key, batch_job_id varchar not null, campaign_id varchar not null,
        brand_name varchar not null, topic varchar, tone varchar not null, brief text,
        target_audience varchar, generated_caption text, generated_image_url varchar,
        status varchar default 'pending', error_message text, created_at timestamp default now(),
        updated_at timestamp default now());
      """;

  static JdbcClient old = JdbcClient.create(new DriverManagerDataSource());

  @LocalServerPort int port;
  @Autowired CampaignImport campaigns;
  @Autowired JdbcClient jdbc;

  @DynamicPropertySource
  static void olderService(DynamicPropertyRegistry registry) {
    String url = TestDatabase.create();
    old = JdbcClient.create(new DriverManagerDataSource(url));
    old.sql(SCHEMA).update();
    registry.add("atelier.database.import-url", () -> url);
  }

  @Test
  void campaignsBatchesAndPostsComeAlongOnce() {
    CampaignClient client = CampaignClient.newUser(port);
    UUID owner = UUID.fromString(client.get("/api/campaigns/" + client.campaign()).text("user_id"));
    String campaign = "6e0c1f0e-0000-4000-8000-00000000000a";
    old.sql("insert into campaigns (id, user_id, name, brand_name) values (?::uuid, ?, 'Old', 'B')")
        .params(campaign, owner)
        .update();
    batch("old-batch", campaign, "processing");
    post("p1", "completed", "A caption", "https://old.example/1.png", null);
    post("p2", "failed", "Half of it", null, "Image generation failed: x");
    post("p3", "processing", null, null, null);
    batch("orphan", "no-campaign", "completed");

    for (int time = 0; time < 2; time++) {
      campaigns.run(new DefaultApplicationArguments());

      assertThat(count("campaigns.campaigns")).isEqualTo(2);
      assertThat(count("campaigns.batch_jobs")).isEqualTo(1);
      assertThat(count("campaigns.campaign_posts")).isEqualTo(3);
    }

    JsonNode status = client.get("/api/batch-jobs/old-batch/status").body();
    assertThat(status.path("status").asString()).isEqualTo("cancelled");
    assertThat(status.path("progress").path("completed_posts").asInt()).isEqualTo(1);
    assertThat(status.path("progress").path("remaining_posts").asInt()).isZero();
    assertThat(status.path("created_by").asString()).isEqualTo("ada");
    JsonNode posts = client.get("/api/batch-jobs/old-batch/posts").body();
    assertThat(posts.findValuesAsString("status"))
        .containsExactly("completed", "failed", "cancelled");
    assertThat(posts.path(0).path("generated_image_url").asString())
        .isEqualTo("https://old.example/1.png");
    JsonNode versions = client.get("/api/campaign-posts/p1/versions").body();
    assertThat(versions.findValuesAsString("part")).containsExactly("caption", "image");
    assertThat(versions.findValuesAsString("current")).containsOnly("true");
    assertThat(versions.path(0).path("caption").asString()).isEqualTo("A caption");
    assertThat(versions.path(1).path("image_url").asString())
        .isEqualTo("https://old.example/1.png");
    assertThat(client.get("/api/campaign-posts/p2/versions").body().size()).isEqualTo(1);
    assertThat(client.post("/api/batch-jobs/old-batch/cancel").status()).isIn(400, 409);
    assertThat(client.post("/api/batch-jobs/old-batch/retry-failed").status()).isEqualTo(409);
  }

  private static void batch(String id, String campaign, String status) {
    old.sql(
            """
            insert into batch_jobs (id, campaign_id, name, status, total_posts, created_by)
            values (?, ?, 'Batch', ?, 3, 'ada')
            """)
        .params(id, campaign, status)
        .update();
  }

  private static void post(
      String id,
      String status,
      @Nullable String caption,
      @Nullable String image,
      @Nullable String error) {
    old.sql(
            """
            insert into campaign_posts (id, batch_job_id, campaign_id, brand_name, tone, status,
              generated_caption, generated_image_url, error_message)
            values (:id, 'old-batch', 'x', 'B', 'modern', :status, :caption, :image, :error)
            """)
        .param("id", id)
        .param("status", status)
        .param("caption", caption)
        .param("image", image)
        .param("error", error)
        .update();
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }
}
