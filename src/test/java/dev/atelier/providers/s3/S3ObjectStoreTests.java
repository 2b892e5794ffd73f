package dev.atelier.providers.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.S3Server;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ObjectStoreContract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3ObjectStoreTests extends ObjectStoreContract {

  private static final ObjectStore.Headers PNG =
      new ObjectStore.Headers("image/png", "attachment; filename=\"ada.png\"");

  private static S3Server server;

  @TempDir Path uploads;
  private S3Properties properties;
  private S3Bucket bucket;
  private S3ObjectStore store;

  @BeforeAll
  static void start() {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() throws IOException {
    properties = properties(UUID.randomUUID().toString(), "");
    bucket = bucket(properties);
    store = new S3ObjectStore(bucket, uploads);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static S3Properties properties(String prefix, String baseUrl) {
    return new S3Properties(S3Server.BUCKET, "", server.endpoint(), baseUrl, prefix, "link");
  }

  private static S3Bucket bucket(S3Properties properties) {
    return S3Bucket.open(
        properties,
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)));
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected int leftovers() {
    try (Stream<Path> files = Files.list(uploads)) {
      return (int) files.count()
          + bucket
              .client()
              .listMultipartUploads(request -> request.bucket(bucket.name()))
              .uploads()
              .size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void repeatingAPutWritesNothing_P4() {
    put("key", "bytes");
    HeadObjectResponse before = head("key");
    put("key", "bytes");

    assertThat(head("key").lastModified()).isEqualTo(before.lastModified());
    assertThat(head("key").eTag()).isEqualTo(before.eTag());
  }

  @Test
  void theServerKeepsConditionsSoTheseTestsMeanSomething_P4() {
    put("key", "bytes");

    assertThat(
            catchThrowableOfType(
                    S3Exception.class,
                    () ->
                        bucket
                            .client()
                            .putObject(
                                request ->
                                    request
                                        .bucket(bucket.name())
                                        .key(properties.inBucket("key"))
                                        .ifNoneMatch("*"),
                                RequestBody.fromString("other")))
                .statusCode())
        .isEqualTo(412);
    assertThat(read("key")).isEqualTo("bytes");
  }

  @Test
  void anObjectTellsItsTypeAndDigest() {
    put("key", "bytes");

    assertThat(head("key").contentType()).isEqualTo("application/octet-stream");
    assertThat(head("key").metadata()).containsEntry("sha256", sha256("bytes"));
  }

  @Test
  void keysLieBelowThePrefix() {
    put("posters/1.png", "x");

    assertThat(server.objects().resolve(properties.prefix()).resolve("posters/1.png")).exists();
  }

  @Test
  void aLinkGivesTheObjectToWhoeverHasItAndNobodyElse_V14() throws Exception {
    put("a.png", "picture");
    URI link = store.link("a.png", Duration.ofMinutes(5), PNG).orElseThrow();

    HttpResponse<String> answer = get(link);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("picture");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(answer.headers().firstValue("Content-Disposition")).hasValue(PNG.disposition());
    assertThat(link.getQuery()).contains("X-Amz-Expires=300").doesNotContain(S3Server.SECRET_KEY);
    String changed = link.toString().replace("a.png?", "b.png?");
    assertThat(get(URI.create(changed)).statusCode()).isEqualTo(403);
    assertThat(get(URI.create(link.toString().replaceFirst("\\?.*", ""))).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aLinkEnds_V14() throws Exception {
    put("a.png", "picture");
    URI link = store.link("a.png", Duration.ofSeconds(1), PNG).orElseThrow();

    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get(link).statusCode() == 403);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.link("a.png", Duration.ofMinutes(16), PNG));
  }

  @Test
  void aPublicBucketHasLastingUrls() throws IOException {
    try (S3ObjectStore open =
        new S3ObjectStore(bucket(properties("media", "https://cdn.example/x/")), uploads)) {
      assertThat(open.publicUrl("posters/1.png"))
          .contains(URI.create("https://cdn.example/x/media/posters/1.png"));
      assertThat(store.publicUrl("posters/1.png")).isEmpty();
    }
  }

  @Test
  void sweepsWhatADeadProcessWasSending() throws IOException {
    Path dead = Files.writeString(uploads.resolve("dead.part"), "x");
    new S3ObjectStore(bucket, uploads);

    assertThat(dead).doesNotExist();
  }

  private HeadObjectResponse head(String key) {
    return bucket
        .client()
        .headObject(request ->
            request.bucket(bucket.name()).key(properties.inBucket(key)).checksumMode("ENABLED"));
  }

  private static HttpResponse<String> get(URI link) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
  }
}
