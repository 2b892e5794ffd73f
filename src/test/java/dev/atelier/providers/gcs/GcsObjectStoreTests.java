package dev.atelier.providers.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ObjectStore;
import dev.atelier.providers.ObjectStoreContract;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcsObjectStoreTests extends ObjectStoreContract {

  private final CloudStorageBucket bucket = CloudStorageBucket.start();

  @TempDir Path uploads;
  private GcsObjectStore store;

  @BeforeEach
  void open() throws IOException {
    GcsProperties properties =
        new GcsProperties(CloudStorageBucket.NAME, bucket.url(), "https://cdn.example/media");
    store = new GcsObjectStore(GcsConfiguration.client(properties), properties, uploads);
  }

  @AfterEach
  void stop() {
    bucket.close();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected int leftovers() {
    try (Stream<Path> files = Files.list(uploads)) {
      return (int) files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void saysWhereItsObjectsAre() {
    assertThat(store.backend()).isEqualTo("gcp");
    assertThat(store.bucket()).isEqualTo(CloudStorageBucket.NAME);
    assertThat(store.publicUrl("videos/1.mp4"))
        .hasValueSatisfying(
            url -> assertThat(url).hasToString("https://cdn.example/media/videos/1.mp4"));
  }

  @ParameterizedTest
  @CsvSource({
    "401, REFUSES_ALL, GOOGLE_APPLICATION_CREDENTIALS",
    "403, REFUSES_ALL, GCP_MEDIA_BUCKET",
    "404, REFUSES_ALL, GCP_MEDIA_BUCKET",
    "429, THROTTLED, wait",
    "500, UNAVAILABLE, cannot serve",
    "503, UNAVAILABLE, cannot serve",
  })
  void p27TellsRefusalsApart(int status, Reason reason, String words) {
    bucket.refuse(status);

    ProviderException failure = catchThrowableOfType(ProviderException.class, store::check);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.getMessage()).contains(words);
  }

  @Test
  void o9ABucketThatCannotBeOneStopsTheStart() {
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> new GcsProperties("A bucket", "", ""))
        .withMessageContaining("GCP_MEDIA_BUCKET");
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> new GcsProperties("bucket", "", "ftp://x"))
        .withMessageContaining("GCP_MEDIA_BASE_URL");
  }
}
