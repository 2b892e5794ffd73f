package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.IntegrationTest;
import dev.atelier.S3Server;
import dev.atelier.identity.UserId;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same media over the same URLs, in a bucket. */
@IntegrationTest
class MediaInS3Tests {

  private static final S3Server SERVER = S3Server.start();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.US_ASCII);

  @Autowired Media media;
  @Autowired ObjectStore store;
  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;

  private final MediaKey key = new MediaKey("tests/" + UUID.randomUUID() + "/1.png");

  @DynamicPropertySource
  static void s3(DynamicPropertyRegistry properties) {
    SERVER.use(properties);
    // Nothing is ever sent there.
    properties.add("atelier.topmate.django-url", () -> "http://127.0.0.1:9");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void aMediumIsInTheBucketAndServedByThisServer_V13() {
    media.put(key, UserId.OPERATOR, "image/png", DIGITS);

    HttpResponse<byte[]> answer = get("/media/" + key);
    assertThat(SERVER.objects().resolve(key.value())).exists();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(DIGITS);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/png");
    assertThat(header(answer, "Content-Security-Policy")).contains("sandbox");
    assertThat(media.url(key)).hasToString("http://127.0.0.1:" + port + "/media/" + key);
    HttpResponse<byte[]> range = get("/media/" + key, "Range", "bytes=3-5");
    assertThat(range.statusCode()).isEqualTo(206);
    assertThat(range.body()).asString().isEqualTo("345");
    assertThat(get("/media/" + key, "If-None-Match", header(answer, "ETag")).statusCode())
        .isEqualTo(304);
    assertThat(get("/media/" + key, "Range", "bytes=99-").statusCode()).isEqualTo(416);
  }

  @Test
  void aDownloadIsALinkToTheBucketThatEnds_V14() {
    media.put(key, UserId.OPERATOR, "image/png", "Zoë.png", DIGITS);

    HttpResponse<byte[]> answer = get("/media/" + key + "?download");
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(header(answer, "Cache-Control")).contains("no-store");
    String link = header(answer, "Location");
    assertThat(link).startsWith(SERVER.endpoint()).contains("X-Amz-Expires=300");
    HttpResponse<byte[]> file = get(URI.create(link));
    assertThat(file.body()).isEqualTo(DIGITS);
    assertThat(header(file, "Content-Disposition")).startsWith("attachment;").contains("Zo%C3%AB");
  }

  @Test
  void whatOnlyItsOwnerCanOpenIsNotSavedToTopmate() throws Exception {
    assertThat(media.privacy().orElse("")).contains("S3_BASE_URL");

    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/posters/saves"))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"run\": \"job_000000000000\", \"name\": \"autumn\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("posters_not_public", "S3_BASE_URL");
  }

  @Test
  void nothingOfAnUnknownKeyIsTold() {
    assertThat(get("/media/" + key).statusCode()).isEqualTo(404);
    assertThat(get("/media/" + key + "?download").statusCode()).isEqualTo(404);
  }

  @Test
  void deletesFromTheBucket() {
    media.put(key, UserId.OPERATOR, "image/png", DIGITS);
    media.delete(key);

    assertThat(store.stat(key.value())).isEmpty();
    assertThat(SERVER.objects().resolve(key.value())).doesNotExist();
  }

  @Test
  void duringAnOutageWhatWasMadeIsKeptAndReadersAreToldToWait_P27_O7() throws IOException {
    MediaKey stored = new MediaKey("tests/" + UUID.randomUUID() + "/2.png");
    media.put(stored, UserId.OPERATOR, "image/png", DIGITS);
    assertThat(get("/health").body()).asString().contains("\"s3_bucket\":\"atelier-test\"");
    SERVER.stop();
    try {
      ProviderException failure =
          catchThrowableOfType(
              ProviderException.class,
              () -> media.keep(key, UserId.OPERATOR, "image/png", DIGITS, null));
      assertThat(failure.reason()).isEqualTo(Reason.THROTTLED);
      assertThat(kept()).isEqualTo(1);
      HttpResponse<byte[]> reader = get("/media/" + stored);
      assertThat(reader.statusCode()).isEqualTo(503);
      assertThat(header(reader, "Retry-After")).isNotEmpty();
      assertThat(header(reader, "Content-Type")).isEqualTo("application/problem+json");
      assertThat(catchThrowableOfType(ProviderException.class, this::finish).reason())
          .isEqualTo(Reason.THROTTLED);
      awaitHealth("\"status\":\"degraded\"");
    } finally {
      SERVER.resume();
    }

    assertThat(finish()).isTrue();
    assertThat(finish()).isTrue();
    assertThat(kept()).isZero();
    assertThat(get("/media/" + key).body()).isEqualTo(DIGITS);
    awaitHealth("\"status\":\"healthy\"");
  }

  private boolean finish() {
    return media.finish(key, UserId.OPERATOR, "image/png").isPresent();
  }

  private int kept() {
    return jdbc.sql("select count(*) from storage.spooled").query(Integer.class).single();
  }

  private void awaitHealth(String member) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(get("/health").body()).asString().contains(member));
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    return get(URI.create("http://127.0.0.1:" + port + path), headers);
  }

  private static HttpResponse<byte[]> get(URI url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
