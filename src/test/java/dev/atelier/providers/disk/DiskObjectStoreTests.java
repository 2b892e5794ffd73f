package dev.atelier.providers.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ObjectStoreContract;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskObjectStoreTests extends ObjectStoreContract {

  @TempDir Path directory;
  private Path root;
  private DiskObjectStore store;

  @BeforeEach
  void open() throws IOException {
    root = directory.toRealPath().resolve("media");
    store = new DiskObjectStore(root, "node");
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected int leftovers() {
    try (Stream<Path> files = Files.walk(root.resolve(".partial"))) {
      return (int) files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sweepsWhatADeadProcessLeft() throws IOException {
    Path own = Files.writeString(root.resolve(".partial/node/dead"), "x");
    Path others = Files.createDirectories(root.resolve(".partial/other"));
    Path recent = Files.writeString(others.resolve("recent"), "x");
    Path old = Files.writeString(others.resolve("old"), "x");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(2, ChronoUnit.DAYS)));
    put("kept", "x");

    store = new DiskObjectStore(root, "node");

    assertThat(own).doesNotExist();
    assertThat(old).doesNotExist();
    assertThat(recent).exists();
    assertThat(read("kept")).isEqualTo("x");
  }

  @Test
  void followsNoSymbolicLink_V12() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("folder"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));

    for (String key : new String[] {"folder/secret", "file"}) {
      assertThat(store.stat(key)).isEmpty();
      assertThat(store.open(key, 0, 1)).isEmpty();
      store.delete(key);
    }
    assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> put("folder/new", "x"));
    put("file", "mine");

    assertThat(outside.resolve("secret")).hasContent("secret");
    assertThat(outside.resolve("new")).doesNotExist();
    assertThat(read("file")).isEqualTo("mine");
    assertThat(leftovers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, DirectWriter.WORTHWHILE})
  void storesThoughItsThreadIsInterrupted(int length) {
    Thread.currentThread().interrupt();
    put("key", "x".repeat(length));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(read("key")).isEqualTo("x".repeat(length));
  }

  @Test
  void saysWhenTheDiskIsFullAndGoesOnOnceThereIsRoom_P26() throws Exception {
    Path small = Files.createDirectory(directory.resolve("small"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString()));
    try {
      store = new DiskObjectStore(small, "node");
      String large = "x".repeat(2_000_000);
      put("kept", "x".repeat(100_000));

      ProviderException failure =
          catchThrowableOfType(ProviderException.class, () -> put("large", large));

      assertThat(failure.code()).isEqualTo("storage_full");
      assertThat(failure.reason()).isEqualTo(ProviderException.Reason.UNAVAILABLE);
      assertThat(store.stat("large")).isEmpty();
      put("more", "x".repeat(800_000));
      assertThat(read("kept")).hasSize(100_000);
    } finally {
      run("umount", small.toString());
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
