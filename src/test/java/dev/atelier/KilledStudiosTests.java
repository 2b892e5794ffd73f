package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All four studios at work on one application that is killed again and again, at any moment: while
 * it starts too. An item that was under way at three of the kills has ended by them.
 */
@Tag("slow")
class KilledStudiosTests {

  private static final int KILLS = 50;
  private static final int ROWS = 600;
  private static final int POSTS = 300;
  private static final int VIDEOS = 10;
  private static final Duration END = Duration.ofMinutes(5);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir Path folder;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  @Timeout(3_600)
  void p2WorkOfEachStudioEndsOnceOverFiftyKillsAtAnyMoment() throws Exception {
    System.out.println("KilledStudiosTests seed " + seed);
    try (ApplicationProcess application =
        new ApplicationProcess(folder.resolve("home"))
            .environment("ATELIER_ARCHIVE_SOURCE", "demo")
            .environment("VIDEO_CREATION_COOLDOWN_SECONDS", "0")
            .property("atelier.identity.password-cost", "4")
            .property("atelier.sandbox.delay", "300ms")
            .property("atelier.sandbox.models.text-delay", "300ms")
            .property("atelier.sandbox.models.image-delay", "900ms")
            .property("atelier.sandbox.videos.length", "1s")) {
      application.start();
      Work work = start(application);
      int started = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        // Not a wait for anything: the moment of the kill is left to chance.
        Thread.sleep(200 + random.nextInt(4_800));
        application.kill();
        if (kill < KILLS - 1 && random.nextInt(5) == 0) {
          application.launch();
        } else {
          application.start();
          started++;
          work.look();
        }
      }
      System.out.printf("KilledStudiosTests: %d kills, ready after %d of them%n", KILLS, started);
      work.end();
    }
  }

  private Work start(ApplicationProcess application) {
    Work work = new Work(application);
    work.archive();
    work.token = work.send("POST", "/api/auth/register", USER).path("access_token").asString();
    work.run = work.send("POST", "/api/generate-bulk", people()).path("jobId").asString();
    String campaign =
        work.send("POST", "/api/campaigns/", Map.of("name", "Summer", "brand_name", "Fashion"))
            .path("id")
            .asString();
    work.batch =
        work.send("POST", "/api/campaigns/" + campaign + "/generate-batch", briefs())
            .at("/batch_job/id")
            .asString();
    for (int i = 0; i < VIDEOS; i++) {
      JsonNode video = work.send("POST", "/videos/create", Map.of("prompt", "A boat at " + i));
      work.videos.add(video.path("id").asString());
    }
    return work;
  }

  private static final Map<String, String> USER =
      Map.of("username", "ada", "email", "ada@example.com", "password", "securepassword123");

  private static Map<String, Object> people() {
    return Map.of(
        "bulkMethod",
        "csv",
        "posterName",
        "autumn-speakers",
        "size",
        "custom",
        "customWidth",
        320,
        "customHeight",
        400,
        "skipOverlays",
        true,
        "csvTemplate",
        "<h1>{username}</h1>",
        "csvColumns",
        List.of("username"),
        "csvData",
        IntStream.rangeClosed(1, ROWS).mapToObj(i -> Map.of("username", "user" + i)).toList());
  }

  private static Map<String, Object> briefs() {
    return Map.of(
        "name",
        "Batch",
        "posts",
        IntStream.rangeClosed(1, POSTS)
            .mapToObj(i ->
                Map.of(
                    "brand_name",
                    "Fashion",
                    "tone",
                    "playful",
                    "topic",
                    "Topic " + i,
                    "brief",
                    "Brief " + i))
            .toList());
  }

  /** What was accepted, and how it looks from outside. */
  private static final class Work {

    private final ApplicationProcess application;
    private final List<String> videos = new ArrayList<>();
    private String token = "";
    private String run = "";
    private String batch = "";
    private int archiveRuns;

    Work(ApplicationProcess application) {
      this.application = application;
    }

    void archive() {
      send("POST", "/batch-process-users", null);
      archiveRuns++;
    }

    /**
     * Nothing is lost or counted twice at any time; a new copy is begun when the last has ended.
     */
    void look() {
      JsonNode posters = send("GET", "/api/generate-bulk/" + run + "/status", null);
      assertThat(posters.path("processed").asInt()).isBetween(0, ROWS);
      assertThat(posters.path("success_count").asInt() + posters.path("failure_count").asInt())
          .isLessThanOrEqualTo(ROWS);
      JsonNode posts = send("GET", "/api/batch-jobs/" + batch + "/status", null).path("progress");
      assertThat(
              posts.path("completed_posts").asInt()
                  + posts.path("failed_posts").asInt()
                  + posts.path("remaining_posts").asInt())
          .isEqualTo(POSTS);
      if (!archiveStatus().equals("processing")) {
        archive();
      }
    }

    void end() {
      JsonNode posters =
          await(
              "/api/generate-bulk/" + run + "/status",
              status -> !status.path("completedAt").asString("").isEmpty());
      JsonNode posts =
          await(
                  "/api/batch-jobs/" + batch + "/status",
                  status -> !status.path("status").asString().matches("pending|processing"))
              .path("progress");
      List<String> made =
          videos.stream()
              .map(id ->
                  await(
                          "/videos/" + id,
                          video -> video.path("status").asString().matches("completed|failed"))
                      .path("status")
                      .asString())
              .toList();
      await(
          "/batch-process-status",
          status -> !status.path("status").asString().equals("processing"));
      JsonNode copies = send("GET", "/batch-process-results", null);

      System.out.printf(
          "KilledStudiosTests: posters %d made, %d failed of %d; posts %d made, %d failed of %d;"
              + " videos %s; %d runs of the archive, the last with %d files%n",
          posters.path("success_count").asInt(),
          posters.path("failure_count").asInt(),
          ROWS,
          posts.path("completed_posts").asInt(),
          posts.path("failed_posts").asInt(),
          POSTS,
          made,
          archiveRuns,
          copies.path("total_files_downloaded").asInt());
      assertThat(posters.path("success_count").asInt() + posters.path("failure_count").asInt())
          .isEqualTo(ROWS);
      assertThat(posts.path("completed_posts").asInt() + posts.path("failed_posts").asInt())
          .isEqualTo(POSTS);
      JsonNode results = send("GET", "/api/batch-jobs/" + batch + "/results", null);
      assertThat(results.path("results")).hasSize(POSTS);
      assertThat(send("GET", "/api/batch/jobs/" + run + "/results", null).path("results"))
          .hasSize(ROWS);
      assertThat(copies.path("status").asString()).isEqualTo("completed");
    }

    private String archiveStatus() {
      return send("GET", "/batch-process-status", null).path("status").asString();
    }

    private JsonNode await(String path, Predicate<JsonNode> ended) {
      return Awaitility.await(path)
          .atMost(END)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> send("GET", path, null), ended);
    }

    JsonNode send(String method, String path, @Nullable Object body) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(application.url(path).toString()))
              .timeout(Duration.ofSeconds(60))
              .header("Content-Type", "application/json");
      // The operator's routes are for this machine; a member's are for who has signed in.
      if (!token.isEmpty() && path.matches("/(api/(campaigns|batch-jobs)|videos).*")) {
        request.header("Authorization", "Bearer " + token);
      }
      request.method(
          method,
          body == null
              ? HttpRequest.BodyPublishers.noBody()
              : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
      try {
        HttpResponse<byte[]> answer =
            HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
            .as(method + " " + path + " " + new String(answer.body()))
            .isBetween(200, 299);
        return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
