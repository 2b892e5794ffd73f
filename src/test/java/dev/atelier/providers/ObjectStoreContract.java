package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store promises. */
public abstract class ObjectStoreContract {

  private static final String TYPE = "application/octet-stream";

  /** An empty store; the same one for the whole of a test. */
  protected abstract ObjectStore store();

  /** How many keys there are beyond those of finished objects, such as parts of uploads. */
  protected abstract int leftovers();

  @Test
  void givesBackWhatWasPut() {
    put("posters/run/1.png", "picture");

    assertThat(read("posters/run/1.png")).isEqualTo("picture");
    assertThat(store().stat("posters/run/1.png")).contains(new ObjectStore.Stat(7));
    assertThat(leftovers()).isZero();
  }

  @Test
  void knowsNothingOfWhatWasNotPut() {
    put("posters/run/1.png", "picture");

    assertThat(List.of("other", "posters", "posters/run", "posters/run/1.png/x", "posters/run/2"))
        .allSatisfy(key -> {
          assertThat(store().stat(key)).isEmpty();
          assertThat(store().open(key, 0, 1)).isEmpty();
        });
  }

  @Test
  void keepsAnEmptyObject() {
    put("empty", "");

    assertThat(store().stat("empty")).contains(new ObjectStore.Stat(0));
    assertThat(read("empty")).isEmpty();
  }

  @Test
  void replacesWhatAKeyHeld_P4() {
    put("key", "before");
    put("key", "after");
    put("key", "after");

    assertThat(read("key")).isEqualTo("after");
    assertThat(leftovers()).isZero();
  }

  @Test
  void takesBytesFromMemoryAsFromAStream() {
    put("key", "before, and longer");
    store().put("key", "after".getBytes(StandardCharsets.US_ASCII), TYPE, sha256("after"));

    assertThat(read("key")).isEqualTo("after");
    assertThat(store().stat("key")).contains(new ObjectStore.Stat(5));
    assertThat(leftovers()).isZero();
  }

  @Test
  void opensAnyRange() throws IOException {
    put("digits", "0123456789");

    assertThat(read("digits", 0, 3)).isEqualTo("012");
    assertThat(read("digits", 4, 2)).isEqualTo("45");
    assertThat(read("digits", 8, 100)).isEqualTo("89");
    assertThat(read("digits", 10, 1)).isEmpty();
    try (InputStream range = store().open("digits", 2, 4).orElseThrow()) {
      assertThat(range.read()).isEqualTo('2');
      assertThat(range.skip(2)).isEqualTo(2);
      assertThat(range.readAllBytes()).asString().isEqualTo("5");
      assertThat(range.read()).isEqualTo(-1);
    }
  }

  @Test
  void keepsLargeObjects() throws IOException {
    byte[] bytes = new byte[5_000_000];
    new Random(1).nextBytes(bytes);
    store().put("large", new ByteArrayInputStream(bytes), bytes.length, TYPE, sha256(bytes));

    try (InputStream all = store().open("large", 0, Long.MAX_VALUE).orElseThrow()) {
      assertThat(all.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void refusesBytesOfAnotherLengthOrDigestAndKeepsWhatWasThere() {
    put("key", "before");

    assertMismatch("after", 4, sha256("after"));
    assertMismatch("after", 6, sha256("after"));
    assertMismatch("after", 5, sha256("other"));
    assertThat(read("key")).isEqualTo("before");
    assertThat(leftovers()).isZero();
  }

  @Test
  void keepsWhatWasThereWhenTheBytesBreakOff() {
    put("key", "before");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken off");
          }
        };

    assertThatExceptionOfType(ProviderException.class)
        .isThrownBy(() -> store().put("key", broken, 5, TYPE, sha256("after")));
    assertThat(read("key")).isEqualTo("before");
    assertThat(leftovers()).isZero();
  }

  @Test
  void deletesOnceAndAgain() {
    put("a/b", "x");
    store().delete("a/b");
    store().delete("a/b");
    store().delete("never/there");

    assertThat(store().stat("a/b")).isEmpty();
  }

  @Test
  void concurrentPutsLeaveOneWholeObject() throws Exception {
    List<Future<?>> puts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        String content = Integer.toString(i % 10).repeat(100_000);
        puts.add(threads.submit(() -> put("deep/er/key", content)));
        puts.add(threads.submit(() -> assertWhole(store())));
      }
    }
    for (Future<?> put : puts) {
      put.get();
    }

    assertThat(read("deep/er/key")).hasSize(100_000);
    assertThat(leftovers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "../a",
        "a/../b",
        "a/./b",
        ".hidden",
        "a/.partial/b",
        "a b",
        "a\u0000b",
        "a\\b",
        "a%2fb",
        "ä",
        "a\n"
      })
  void refusesKeysOfAnotherForm_V12(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> put(key, "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> store().stat(key));
    assertThatIllegalArgumentException().isThrownBy(() -> store().open(key, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> store().delete(key));
  }

  @Test
  void takesKeysOfUpTo500Characters() {
    String key = String.join("/", IntStream.range(0, 100).mapToObj(i -> "abcd").toList());
    put(key + "a", "x");

    assertThat(key + "a").hasSize(500);
    assertThat(read(key + "a")).isEqualTo("x");
    assertThatIllegalArgumentException().isThrownBy(() -> put(key + "ab", "x"));
  }

  private static void assertWhole(ObjectStore store) {
    store
        .open("deep/er/key", 0, Long.MAX_VALUE)
        .ifPresent(stream -> {
          String content = text(stream);
          assertThat(content).isEqualTo(content.substring(0, 1).repeat(100_000));
        });
  }

  private void assertMismatch(String content, long length, String sha256) {
    ProviderException failure =
        catchThrowableOfType(
            ProviderException.class,
            () -> store().put("key", stream(content), length, TYPE, sha256));
    assertThat(failure.code()).isEqualTo("checksum_mismatch");
    assertThat(failure.reason()).isEqualTo(ProviderException.Reason.UNAVAILABLE);
  }

  protected final void put(String key, String content) {
    store().put(key, stream(content), content.length(), TYPE, sha256(content));
  }

  protected final String read(String key) {
    return read(key, 0, Long.MAX_VALUE);
  }

  private String read(String key, long offset, long length) {
    return text(store().open(key, offset, length).orElseThrow());
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static InputStream stream(String content) {
    return new ByteArrayInputStream(content.getBytes(StandardCharsets.US_ASCII));
  }

  protected static String sha256(String content) {
    return sha256(content.getBytes(StandardCharsets.US_ASCII));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
