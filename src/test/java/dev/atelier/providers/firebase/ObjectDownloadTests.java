package dev.atelier.providers.firebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.SourceObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of an object when the network and the service do their worst. */
class ObjectDownloadTests {

  private static final byte[] BYTES = random(200_000);

  private static CloudStorageStandIn storage;
  private static FirebaseAccess access;
  private static ObjectDownloads downloads;

  private SourceObject object;

  @BeforeAll
  static void start() {
    storage = CloudStorageStandIn.start();
    access =
        FirebaseAccess.open(
            new FirebaseProperties(
                "", CloudStorageStandIn.BUCKET, "", "127.0.0.1:1", storage.url()));
    downloads = new ObjectDownloads(access);
  }

  @AfterAll
  static void stop() {
    downloads.close();
    access.close();
    storage.close();
  }

  @BeforeEach
  void put() {
    storage.reset();
    storage.put("a.bin", BYTES);
    object = stat();
  }

  @ParameterizedTest
  @CsvSource({
    "401, REFUSES_ALL, bad_credentials",
    "403, REJECTED, permission_denied",
    "404, REJECTED, object_not_found",
    "400, REJECTED, upstream_refused",
    "408, TIMED_OUT, timed_out",
    "429, THROTTLED, throttled",
    "500, UNAVAILABLE, upstream_unavailable",
    "503, UNAVAILABLE, upstream_unavailable",
    "302, UNAVAILABLE, upstream_invalid_response"
  })
  void whatTheServiceRefusesHasAReason_M8(int status, Reason reason, String code) {
    storage.plan("a.bin", Fault.status(status));

    ProviderException refused = failure(() -> open(0));

    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void aWaitIsPassedOn_M8() {
    storage.plan("a.bin", Fault.throttled(7));

    assertThat(failure(() -> open(0)).retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aCutShowsAndTheRestCanBeFetched_M8() throws IOException {
    storage.plan("a.bin", Fault.cut(0.6));
    ByteArrayOutputStream part = new ByteArrayOutputStream();

    assertThatIOException().isThrownBy(() -> read(0, part));
    try (ObjectBody rest = open(part.size())) {
      rest.bytes().transferTo(part);
    }

    assertThat(part.toByteArray()).isEqualTo(BYTES);
    assertThat(storage.log().bytes()).isEqualTo(BYTES.length);
    assertThat(storage.log().transfers())
        .extracting(StorageLog.Transfer::offset)
        .contains(120_000L);
  }

  @Test
  void theWholeInsteadOfAPartIsToldApart_M8() throws IOException {
    storage.plan("a.bin", Fault.wholeObject());

    try (ObjectBody body = open(1000)) {
      assertThat(body.offset()).isZero();
      assertThat(body.size()).isEqualTo(BYTES.length);
      assertThat(body.bytes().readAllBytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void anotherLengthShows_M8() throws IOException {
    storage.plan("a.bin", Fault.shorter(10), Fault.shorter(10));

    try (ObjectBody whole = open(0);
        ObjectBody rest = open(1000)) {
      assertThat(whole.size()).isEqualTo(BYTES.length - 10);
      assertThat(rest.size()).isEqualTo(BYTES.length - 10);
    }
  }

  @Test
  void aFlippedBitIsLeftToWhoeverChecks_M8() throws IOException {
    storage.plan("a.bin", Fault.flippedBit());

    try (ObjectBody body = open(0)) {
      assertThat(body.bytes().readAllBytes()).hasSameSizeAs(BYTES).isNotEqualTo(BYTES);
    }
  }

  @Test
  void anObjectThatChangedMeanwhileIsNotResumed_M9() {
    storage.plan("a.bin", Fault.cut(0.5).then(() -> storage.put("a.bin", random(5000))));
    ByteArrayOutputStream part = new ByteArrayOutputStream();

    assertThatIOException().isThrownBy(() -> read(0, part));

    assertThat(failure(() -> open(part.size())).code()).isEqualTo("object_changed");
  }

  @Test
  void storedBytesComeAsTheyAreStored_M10() throws IOException {
    byte[] stored = compressed("text ".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    storage.put("a.txt", stored, "text/plain", "gzip", Map.of());

    try (ObjectBody all = downloads.open("a.txt", 0, 0);
        ObjectBody rest = downloads.open("a.txt", 0, 100)) {
      assertThat(all.bytes().readAllBytes()).isEqualTo(stored);
      assertThat(rest.bytes().readAllBytes()).hasSize(stored.length - 100);
    }
  }

  @Test
  void aReadThatWaitsEndsWhenAnotherThreadCloses_M14() throws Exception {
    storage.plan("a.bin", Fault.stall(0.5));
    CountDownLatch reading = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ObjectBody body = open(0)) {
      Future<Throwable> failure =
          threads.submit(() -> {
            InputStream bytes = body.bytes();
            bytes.readNBytes(BYTES.length / 2);
            reading.countDown();
            return catchThrowableOfType(IOException.class, bytes::read);
          });
      reading.await();
      body.close();

      assertThat(failure.get()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anInterruptEndsAReadThatWaits_M14() throws Exception {
    storage.plan("a.bin", Fault.stall(0.5));
    CountDownLatch reading = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> read =
          threads.submit(() -> {
            try (ObjectBody body = open(0)) {
              body.bytes().readNBytes(BYTES.length / 2);
              reading.countDown();
              return body.bytes().readAllBytes();
            }
          });
      reading.await();
      threads.shutdownNow();

      assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      assertThat(read.isDone()).isTrue();
    }
  }

  @Test
  void aServiceThatIsNotThereIsUnavailable() {
    FirebaseAccess nowhere =
        FirebaseAccess.open(
            new FirebaseProperties(
                "", CloudStorageStandIn.BUCKET, "", "127.0.0.1:1", "http://127.0.0.1:1"));
    try (nowhere;
        ObjectDownloads closed = new ObjectDownloads(nowhere)) {
      assertThat(failure(() -> closed.open("a.bin", 0, 0)).code())
          .isEqualTo("upstream_unavailable");
      assertThat(
              failure(() -> new BucketObjects(nowhere.storage(), nowhere.bucket()).page(null, null))
                  .code())
          .isEqualTo("upstream_unavailable");
    }
  }

  @Test
  void aBucketThatIsNotThereIsSaidToBeAbsent() {
    FirebaseAccess wrong =
        FirebaseAccess.open(
            new FirebaseProperties("", "another-bucket", "", "127.0.0.1:1", storage.url()));
    try (wrong;
        ObjectDownloads others = new ObjectDownloads(wrong)) {
      BucketObjects objects = new BucketObjects(wrong.storage(), wrong.bucket());

      assertThat(failure(() -> others.open("a.bin", 0, 0)))
          .hasMessage("FIREBASE_STORAGE_BUCKET: there is no bucket another-bucket");
      assertThat(failure(() -> objects.page(null, null)).code()).isEqualTo("bucket_not_found");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, REFUSES_ALL, bad_credentials",
    "403, REFUSES_ALL, permission_denied",
    "429, THROTTLED, throttled",
    "503, UNAVAILABLE, upstream_unavailable"
  })
  void aListThatIsRefusedHasAReason_M7(int status, Reason reason, String code) {
    storage.refuses(status);

    ProviderException refused =
        failure(() -> new BucketObjects(access.storage(), access.bucket()).page(null, null));

    assertThat(refused.reason()).isEqualTo(reason);
    assertThat(refused.code()).isEqualTo(code);
  }

  private static SourceObject stat() {
    return new BucketObjects(access.storage(), access.bucket()).stat("a.bin");
  }

  private ObjectBody open(long offset) {
    return downloads.open(object.path(), object.generation(), offset);
  }

  private void read(long offset, ByteArrayOutputStream into) throws IOException {
    try (ObjectBody body = open(offset)) {
      byte[] buffer = new byte[8192];
      for (int count = body.bytes().read(buffer); count >= 0; count = body.bytes().read(buffer)) {
        into.write(buffer, 0, count);
      }
    }
  }

  private static ProviderException failure(Callable<?> call) {
    return catchThrowableOfType(ProviderException.class, call::call);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] compressed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }
}
