package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

class MediaSourceSettingsTests {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(Sources.class);

  @Test
  void withoutSettingsItIsSaidWhichAreMissing() {
    application.run(context -> {
      MediaSource source = context.getBean(MediaSource.class);
      ProviderException missing = catchThrowableOfType(ProviderException.class, source::check);

      assertThat(source.name()).isEqualTo("none");
      assertThat(missing.reason()).isEqualTo(ProviderException.Reason.REFUSES_ALL);
      assertThat(missing.code()).isEqualTo("source_not_configured");
      assertThat(missing.getMessage())
          .contains("FIREBASE_STORAGE_BUCKET", "FIREBASE_SERVICE_ACCOUNT_PATH");
      assertThat(catchThrowableOfType(ProviderException.class, () -> source.users(null, 1)))
          .hasMessage(missing.getMessage());
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STORAGE_EMULATOR_HOST=http://127.0.0.1:1",
        "FIREBASE_STORAGE_EMULATOR_HOST=127.0.0.1:1"
      })
  void emulatorsNeedNoCredentials(String storage) {
    application
        .withSystemProperties(
            "FIREBASE_STORAGE_BUCKET=a-bucket", "FIRESTORE_EMULATOR_HOST=127.0.0.1:1", storage)
        .run(
            context -> assertThat(context.getBean(MediaSource.class).name()).isEqualTo("firebase"));
  }

  @Test
  void sampleUsersAreChosenByNameOnly() {
    application
        .withSystemProperties("ATELIER_ARCHIVE_SOURCE=demo", "FIREBASE_STORAGE_BUCKET=a-bucket")
        .run(context -> assertThat(context.getBean(MediaSource.class).name()).isEqualTo("demo"));
  }

  @ParameterizedTest
  @CsvSource({
    "FIREBASE_PROJECT_ID=p-1, FIREBASE_STORAGE_BUCKET is missing",
    "FIREBASE_SERVICE_ACCOUNT_PATH=key.json, FIREBASE_STORAGE_BUCKET is missing",
    "FIREBASE_STORAGE_BUCKET=gs://a/b, FIREBASE_STORAGE_BUCKET must be",
    "STORAGE_EMULATOR_HOST=nonsense, STORAGE_EMULATOR_HOST must be",
    "FIRESTORE_EMULATOR_HOST=http://a, FIRESTORE_EMULATOR_HOST must be",
    "ATELIER_ARCHIVE_SOURCE=fake, ATELIER_ARCHIVE_SOURCE must be",
    "ATELIER_ARCHIVE_SOURCE=firebase, FIREBASE_STORAGE_BUCKET is missing"
  })
  void settingsThatCannotWorkStopTheStart(String setting, String message) {
    application
        .withSystemProperties(setting)
        .run(context ->
            assertThat(context).getFailure().rootCause().hasMessageStartingWith(message));
  }

  @Test
  void aKeyThatIsNotThereStopsTheStart() {
    application
        .withSystemProperties(
            "FIREBASE_STORAGE_BUCKET=a-bucket", "FIREBASE_SERVICE_ACCOUNT_PATH=/none/key.json")
        .run(context ->
            assertThat(context)
                .getFailure()
                .hasStackTraceContaining(
                    "FIREBASE_SERVICE_ACCOUNT_PATH: the file /none/key.json cannot be read"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canary-7f3a",
        "{\"private_key\": \"canary-7f3a\"}",
        """
        {"type": "service_account", "project_id": "p-1", "private_key_id": "1",
         "client_email": "a@b.example", "client_id": "1", "private_key": "canary-7f3a",
         "token_uri": "https://oauth2.example/token"}
        """
      })
  void aKeyThatIsNoneStopsTheStartAndIsNotShown_M17(String content, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("key.json"), content);
    application
        .withSystemProperties(
            "FIREBASE_STORAGE_BUCKET=a-bucket", "FIREBASE_SERVICE_ACCOUNT_PATH=" + file)
        .run(context -> {
          StringWriter trace = new StringWriter();
          Objects.requireNonNull(context.getStartupFailure())
              .printStackTrace(new PrintWriter(trace));

          assertThat(trace.toString())
              .contains("FIREBASE_SERVICE_ACCOUNT_PATH: %s is not the key".formatted(file))
              .doesNotContain("canary");
        });
  }

  @TestConfiguration(proxyBeanMethods = false)
  @ComponentScan({"dev.atelier.providers.firebase", "dev.atelier.providers.sandbox"})
  @ConfigurationPropertiesScan("dev.atelier.providers")
  static class Sources {}
}
