package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.S3Server;
import dev.atelier.posters.DjangoServer.Call;
import dev.atelier.posters.DjangoServer.Fault;
import dev.atelier.posters.EventReader.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The whole way as existing pages go it: rows are sent, drawn, streamed, listed, saved and streamed
 * again, against stand-ins of Topmate, Django and S3. The application is killed in the middle of
 * drawing and in the middle of saving.
 */
class PosterFlowTests {

  private static final String CDN = "https://cdn.example/posters-of-atelier";
  private static final Pattern STORED = Pattern.compile("Stored poster (\\S+)");

  /** Rows in work at once, at most: those are drawn again after a kill. */
  private static final int DRAWN_AT_ONCE = 16;

  private static final int LOOKED_UP_AT_ONCE = 10;
  private static final int SAVED_AT_ONCE = 10;

  @TempDir Path folder;

  private final Random random = new Random(Long.getLong("seed", System.nanoTime()));

  @Test
  @Timeout(600)
  void aHundredPostersAreEachDrawnAndSavedOnceOverTwoKills() throws IOException {
    flow(100);
  }

  @Test
  @Tag("slow")
  @Timeout(3_600)
  void aThousandPostersAreEachDrawnAndSavedOnceOverTwoKills() throws IOException {
    flow(1_000);
  }

  private void flow(int rows) throws IOException {
    try (var topmate = new TopmateServer();
        var django = new DjangoServer();
        var s3 = S3Server.start();
        var application = new ApplicationProcess(folder.resolve("home"))) {
      application
          .environment("TOPMATE_API_URL", topmate.url())
          .environment("DJANGO_API_URL", django.url())
          .environment("AWS_S3_BUCKET", S3Server.BUCKET)
          .environment("AWS_ENDPOINT_URL", s3.endpoint())
          .environment("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY)
          .environment("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY)
          .environment("AWS_REGION", "us-east-1")
          .environment("S3_BASE_URL", CDN)
          .property("logging.level.dev.atelier.posters", "debug")
          .start();
      django.failWith(call -> Fault.slow(60));
      var client = new PosterClient(application.url("/").getPort());

      Instant start = Instant.now();
      String run = draw(application, client, rows);
      Instant drawn = Instant.now();
      int lookups = topmate.asked().size();
      JsonNode posters = assertCanAllBeSaved(client, run, rows);
      save(application, client, django, posters, rows);
      Instant saved = Instant.now();

      int renders = renders(application.log());
      System.out.printf(
          "PosterFlowTests: %d rows, %d renders, %d lookups, %d videos by %d calls,"
              + " %d share contents by %d calls; drawn in %d s, saved in %d s%n",
          rows,
          renders,
          lookups,
          django.videos().size(),
          django.calls(DjangoServer.VIDEO).size(),
          django.shares().size(),
          django.calls(DjangoServer.SHARE).size(),
          Duration.between(start, drawn).toSeconds(),
          Duration.between(drawn, saved).toSeconds());
      // The line of a picture that was stored at the moment of the kill may be missing.
      assertThat(renders).isBetween(rows - DRAWN_AT_ONCE, rows + DRAWN_AT_ONCE);
      assertThat(lookups).isBetween(rows / 2, rows / 2 + LOOKED_UP_AT_ONCE);
      assertThat(topmate.asked()).as("nobody is looked up to be saved").hasSize(lookups);
      assertEachIsSavedOnce(django, posters, rows);
      assertEachPictureIsInTheBucket(s3, django);
    }
  }

  private String draw(ApplicationProcess application, PosterClient client, int rows) {
    JsonNode started = client.postJson("/api/generate-bulk", request(rows)).body();
    String run = started.path("jobId").asString();
    var stream =
        new EventReader(
            client, started.path("sseEndpoint").asString(), Set.of("job_completed", "job_failed"));
    int until = rows / 4 + random.nextInt(rows / 4);
    stream.read(event -> event.data().path("processed").asInt() >= until);
    assertThat(stream.ended()).isFalse();
    application.kill();
    application.start();
    readToTheEnd(stream);

    assertNoGap(stream);
    assertThat(stream.received("poster_completed")).hasSize(rows);
    assertThat(stream.received().getLast().event()).isEqualTo("job_completed");
    assertThat(stream.received().getLast().data().path("success_count").asInt()).isEqualTo(rows);
    return run;
  }

  /** Every second row has no id, so that somebody must be asked. */
  private static Map<String, Object> request(int rows) {
    List<Map<String, Object>> people = new ArrayList<>();
    for (int i = 1; i <= rows; i++) {
      people.add(
          i % 2 == 0
              ? Map.of("username", "user" + i, "user_id", i, "display_name", "Person " + i)
              : Map.of("username", "user" + i, "user_id", "", "display_name", "Person " + i));
    }
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("bulkMethod", "csv");
    request.put("posterName", "autumn-speakers");
    request.put("size", "custom");
    request.put("customWidth", 320);
    request.put("customHeight", 400);
    request.put("csvTemplate", PosterClient.SIMPLE_TEMPLATE);
    request.put("csvData", people);
    request.put("csvColumns", List.of("username", "user_id", "display_name"));
    request.put("skipOverlays", true);
    return request;
  }

  private static JsonNode assertCanAllBeSaved(PosterClient client, String run, int rows) {
    JsonNode answer = client.get("/api/batch/jobs/" + run + "/posters-for-save").body();
    assertThat(answer.path("totalPosters").asInt()).isEqualTo(rows);
    assertThat(answer.path("totalMissingUserId").asInt()).isZero();
    assertThat(answer.path("posters")).hasSize(rows);
    return answer.path("posters");
  }

  private void save(
      ApplicationProcess application,
      PosterClient client,
      DjangoServer django,
      JsonNode posters,
      int rows) {
    JsonNode started =
        client
            .postJson(
                "/api/save-bulk-posters",
                Map.of("posterName", "autumn-speakers", "posters", posters))
            .body();
    var stream =
        new EventReader(
            client, started.path("sseEndpoint").asString(), Set.of("complete", "error"));
    int until = rows / 4 + random.nextInt(rows / 4);
    stream.read(event -> event.data().path("processed").asInt() >= until);
    application.kill();
    System.out.printf(
        "PosterFlowTests: killed with %d videos and %d share contents%n",
        django.videos().size(), django.shares().size());
    assertThat(django.shares()).hasSizeLessThan(rows);
    application.start();
    readToTheEnd(stream);

    assertNoGap(stream);
    Received last = stream.received().getLast();
    assertThat(last.event()).isEqualTo("complete");
    assertThat(last.data().path("status").asString()).isEqualTo("completed");
    assertThat(last.data().path("success").asInt()).isEqualTo(rows);
    assertThat(last.data().path("failed").asInt()).isZero();
  }

  private static void readToTheEnd(EventReader stream) {
    while (!stream.ended()) {
      stream.read(event -> false);
    }
  }

  private static void assertNoGap(EventReader stream) {
    assertThat(stream.received().stream().map(Received::number))
        .isEqualTo(IntStream.rangeClosed(1, stream.received().size()).boxed().toList());
  }

  private static void assertEachIsSavedOnce(DjangoServer django, JsonNode posters, int rows) {
    assertThat(django.videos()).hasSize(rows);
    assertThat(django.shares().keySet()).isEqualTo(django.videos().keySet());
    Set<String> wanted = new HashSet<>();
    posters.forEach(poster ->
        wanted.add(poster.path("userId").asLong() + " " + poster.path("posterUrl").asString()));
    assertThat(
            django.videos().values().stream()
                .map(video -> video.path("user").asLong() + " " + video.path("url").asString())
                .collect(Collectors.toSet()))
        .isEqualTo(wanted)
        .hasSize(rows);
    // Whatever was under way at the kill was sent again, but as the same poster.
    assertThat(django.calls(DjangoServer.VIDEO).size()).isBetween(rows, rows + SAVED_AT_ONCE);
    assertThat(django.calls(DjangoServer.SHARE).size()).isBetween(rows, rows + SAVED_AT_ONCE);
    assertThat(django.calls().stream().map(Call::path).distinct())
        .containsExactlyInAnyOrder(DjangoServer.VIDEO, DjangoServer.SHARE);
  }

  private static void assertEachPictureIsInTheBucket(S3Server s3, DjangoServer django)
      throws IOException {
    Set<String> objects;
    try (Stream<Path> files = Files.walk(s3.objects())) {
      objects =
          files
              .filter(file -> file.toString().endsWith(".png"))
              .map(file -> CDN + "/" + s3.objects().relativize(file))
              .collect(Collectors.toSet());
    }
    assertThat(
            django.videos().values().stream()
                .map(video -> video.path("url").asString())
                .collect(Collectors.toSet()))
        .isEqualTo(objects);
  }

  private static int renders(String log) {
    int count = 0;
    Set<String> keys = new HashSet<>();
    Matcher lines = STORED.matcher(log);
    while (lines.find()) {
      count++;
      keys.add(lines.group(1));
    }
    assertThat(keys.size()).isLessThanOrEqualTo(count);
    return count;
  }
}
