package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.IntegrationTest;
import dev.atelier.TestCallers;
import dev.atelier.home.AtelierHome;
import dev.atelier.identity.UserId;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
@Import(TestCallers.class)
class MediaTests {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final String DIGITS_TAG =
      "\"84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882\"";

  @Autowired Media media;
  @Autowired MediaRepository repository;
  @Autowired ObjectStore store;
  @Autowired AtelierHome home;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @LocalServerPort int port;

  private final UserId owner = new UserId(UUID.randomUUID());
  private final MediaKey key = new MediaKey("tests/" + UUID.randomUUID() + "/1.png");

  @Test
  void recordsWhatItStores() throws IOException {
    Media.Stored stored = media.put(key, owner, "image/png", DIGITS);

    assertThat(media.find(key)).contains(stored);
    assertThat(stored.length()).isEqualTo(10);
    assertThat('"' + stored.sha256() + '"').isEqualTo(DIGITS_TAG);
    assertThat(media.open(key).orElseThrow().readAllBytes()).isEqualTo(DIGITS);
    assertThat(media.url(key)).hasToString("http://127.0.0.1:" + port + "/media/" + key);
  }

  @Test
  void whatCanNeitherBeStoredNorKeptEndsAttemptsInsteadOfWaiting_P26() throws IOException {
    Path obstacle = home.directory("media").resolve(key.value()).resolve("in-its-way");
    Files.createDirectories(obstacle);
    assertThat(failureOfKeep(DIGITS).reason()).isEqualTo(Reason.THROTTLED);

    ProviderException failure = failureOfKeep(new byte[SpoolRepository.MAX_BYTES + 1]);

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("storage_failed");
  }

  @Test
  void whatWasKeptIsStoredLaterWithWhatItsMakerSaidOfIt_P27() throws IOException {
    Path obstacle = home.directory("media").resolve(key.value()).resolve("in-its-way");
    Files.createDirectories(obstacle);
    failureOfKeep(DIGITS);
    Files.delete(obstacle);
    Files.delete(obstacle.getParent());

    assertThat(media.finish(key, owner, "image/png").orElseThrow().note()).isEqualTo("two cuts");
    assertThat(media.find(key).orElseThrow().note()).isEqualTo("two cuts");
    assertThat(media.open(key).orElseThrow().readAllBytes()).isEqualTo(DIGITS);
    assertThat(
            jdbc.sql("select count(*) from storage.spooled where key = ?")
                .param(key.value())
                .query(Integer.class)
                .single())
        .isZero();
  }

  private ProviderException failureOfKeep(byte[] bytes) {
    return catchThrowableOfType(
        ProviderException.class, () -> media.keep(key, owner, "image/png", bytes, "two cuts"));
  }

  @Test
  void replacesWhatAKeyHeld() {
    media.put(key, owner, "image/png", DIGITS);
    Media.Stored other = media.put(key, UserId.OPERATOR, "image/webp", "x.webp", new byte[3]);

    assertThat(media.find(key)).contains(other);
  }

  @Test
  void putsAgainAfterACrashBetweenBytesAndRecord_P4() throws IOException {
    String sha256 = DIGITS_TAG.replace("\"", "");
    // What the crash leaves: bytes, and no record of them.
    store.put(key.value(), new ByteArrayInputStream(DIGITS), 10, "image/png", sha256);
    assertThat(get(key.value()).statusCode()).isEqualTo(404);

    media.put(key, owner, "image/png", DIGITS);
    media.put(key, owner, "image/png", DIGITS);

    assertThat(get(key.value()).body()).isEqualTo(DIGITS);
    try (Stream<Path> files =
        Files.list(home.directory("media").resolve(key.value()).getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void refusesToMoveBytesInATransaction() {
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(status -> media.put(key, owner, "image/png", DIGITS)))
        .isInstanceOf(IllegalTransactionStateException.class);
    assertThat(store.stat(key.value())).isEmpty();
  }

  @Test
  void deletesBytesAndRecord() {
    media.put(key, owner, "image/png", DIGITS);
    media.delete(key);
    media.delete(key);

    assertThat(media.find(key)).isEmpty();
    assertThat(store.stat(key.value())).isEmpty();
    assertThat(get(key.value()).statusCode()).isEqualTo(404);
  }

  @Test
  void servesWithSafeHeaders_V13() {
    media.put(key, owner, "image/png", DIGITS);
    HttpResponse<byte[]> response = get(key.value());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(DIGITS);
    assertThat(header(response, "Content-Type")).isEqualTo("image/png");
    assertThat(header(response, "Content-Length")).isEqualTo("10");
    assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(header(response, "ETag")).isEqualTo(DIGITS_TAG);
    assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-cache, private");
    assertThat(response.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(header(response, "Content-Security-Policy"))
        .isEqualTo("sandbox; default-src 'none'");
    assertThat(header(response, "Content-Disposition")).isEqualTo("inline; filename=\"1.png\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image/jpeg                | inline",
        "IMAGE/PNG                 | inline",
        "video/mp4                 | inline",
        "image/svg+xml             | attachment",
        "text/html                 | attachment",
        "text/html;charset=utf-8   | attachment",
        "application/pdf           | attachment",
        "application/xhtml+xml     | attachment",
        "not a type                | attachment"
      })
  void showsOnlyWhatNoBrowserRuns_V13(String type, String disposition) {
    media.put(key, owner, type, DIGITS);

    assertThat(header(get(key.value()), "Content-Disposition")).startsWith(disposition + ";");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "poster.png        | filename=\"poster.png\"",
        "my poster.png     | filename=\"my poster.png\"",
        "Zoë \"1\".png     | filename=\"Zo_ _1_.png\"; filename*=UTF-8''Zo%C3%AB%20%221%22.png",
        "../../etc/passwd  | filename=\"passwd\"",
        "..\\x.png         | filename=\"x.png\"",
        "...               | filename=\"1.png\"",
        "a\tb.png          | filename=\"ab.png\"",
        "100%.png          | filename=\"100_.png\"; filename*=UTF-8''100%25.png"
      })
  void offersANameThatIsOnlyAName_V13(String name, String expected) {
    media.put(key, owner, "image/png", name, DIGITS);

    assertThat(header(get(key.value() + "?download"), "Content-Disposition"))
        .isEqualTo("attachment; " + expected);
  }

  @Test
  void servesRanges_V13() {
    media.put(key, owner, "image/png", DIGITS);

    HttpResponse<byte[]> middle = get(key.value(), "Range", "bytes=2-4");
    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).asString().isEqualTo("234");
    assertThat(header(middle, "Content-Range")).isEqualTo("bytes 2-4/10");
    assertThat(header(middle, "Content-Length")).isEqualTo("3");
    HttpResponse<byte[]> beyond = get(key.value(), "Range", "bytes=10-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */10");
    assertThat(get(key.value(), "Range", "bytes=0-1,5-6").statusCode()).isEqualTo(200);
  }

  @Test
  void servesARangeOnlyOfTheSameBytes_V13() {
    media.put(key, owner, "image/png", DIGITS);

    assertThat(get(key.value(), "Range", "bytes=2-4", "If-Range", DIGITS_TAG).statusCode())
        .isEqualTo(206);
    assertThat(get(key.value(), "Range", "bytes=2-4", "If-Range", "\"other\"").body())
        .isEqualTo(DIGITS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"same|304", "W/same|304", "\"x\", same|304", "*|304", "\"x\"|200"})
  void sendsNothingToWhoHasTheSameBytes_V13(String tags, int status) {
    media.put(key, owner, "image/png", DIGITS);
    HttpResponse<byte[]> response =
        get(key.value(), "If-None-Match", tags.replace("same", DIGITS_TAG));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).hasSize(status == 304 ? 0 : 10);
    assertThat(header(response, "ETag")).isEqualTo(DIGITS_TAG);
  }

  @Test
  void answersHeadWithTheHeadersAlone_V13() throws Exception {
    media.put(key, owner, "image/png", DIGITS);
    HttpResponse<byte[]> response =
        HTTP.send(
            HttpRequest.newBuilder(uri(key.value())).HEAD().build(),
            HttpResponse.BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Length")).isEqualTo("10");
    assertThat(header(response, "ETag")).isEqualTo(DIGITS_TAG);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void servesOthersMediaToTheOperatorOnly() {
    media.put(key, owner, "image/png", DIGITS);
    String other = UUID.randomUUID().toString();

    assertThat(get(key.value(), TestCallers.HEADER, owner.toString()).statusCode()).isEqualTo(200);
    assertThat(get(key.value()).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> others = get(key.value(), TestCallers.HEADER, other);
    HttpResponse<byte[]> missing = get("tests/missing.png", TestCallers.HEADER, other);
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.body()).isEqualTo(missing.body());
  }

  @Test
  void streamsLargeMedia() {
    byte[] large = new byte[20_000_000];
    new Random(1).nextBytes(large);
    media.put(key, owner, "video/mp4", large);

    assertThat(get(key.value()).body()).isEqualTo(large);
  }

  @Test
  void neverSendsOtherBytesUnderAnOldRecord() {
    media.put(key, owner, "image/png", DIGITS);
    store.put(
        key.value(),
        new ByteArrayInputStream("x".getBytes(StandardCharsets.US_ASCII)),
        1,
        "image/png",
        "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");

    assertThat(get(key.value()).statusCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/media",
        "/media/",
        "/media/tests",
        "/media/tests/",
        "/media/.partial",
        "/media/.partial/x",
        "/media/%2e%2e/lock",
        "/media/../lock",
        "/media/tests/../../lock",
        "/media/%2elock",
        "/media/..%2flock",
        "/media/..%2Flock",
        "/media/..%5clock",
        "/media/..\\lock",
        "/media/%00",
        "/media/a%00.png",
        "/media//etc/passwd",
        "/media/%2fetc%2fpasswd",
        "/media/..;/lock",
        "/media/a;b=c",
        "/media/%252e%252e/lock",
        "/media/%c0%ae%c0%ae/lock",
        "/media/link",
        "/media/folder"
      })
  void leadsNowhereElse_V12(String path) throws IOException {
    Path link = home.directory("media").resolve("link");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, home.path().resolve("node-id"));
      Files.createDirectory(home.directory("media").resolve("folder"));
    }
    for (String file : new String[] {"link", "folder"}) {
      repository.save(
          new Media.Stored(
              new MediaKey(file), owner, "text/plain", 36, "0".repeat(64), null, null));
    }

    // The web server itself refuses some of them as malformed.
    assertThat(rawStatus(path)).isIn("404", "400");
  }

  /** Sends the path as it is; HTTP clients would tidy it up. */
  private @Nullable String rawStatus(String path) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request =
          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
              .formatted(path, port);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String line =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();
      return line == null ? null : line.split(" ")[1];
    }
  }

  private HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:%d/media/%s".formatted(port, path));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
