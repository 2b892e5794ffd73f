package dev.atelier.providers.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.S3Server;
import dev.atelier.home.AtelierHome;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

class S3SettingsTests {

  private static S3Server server;
  @TempDir static Path folder;

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withUserConfiguration(Stores.class)
          .withSystemProperties("aws.disableEc2Metadata=true");

  @BeforeAll
  static void start() {
    server = S3Server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private ApplicationContextRunner inBucket(String... properties) {
    return application
        .withSystemProperties(
            "AWS_S3_BUCKET=" + S3Server.BUCKET,
            "AWS_ENDPOINT_URL=" + server.endpoint(),
            "aws.accessKeyId=" + S3Server.ACCESS_KEY,
            "aws.secretAccessKey=" + S3Server.SECRET_KEY)
        .withSystemProperties(properties);
  }

  @Test
  void objectsAreOnTheDiskByDefault() {
    application.run(context -> {
      assertThat(context).hasSingleBean(ObjectStore.class);
      assertThat(context.getBean(ObjectStore.class).bucket()).isEmpty();
      S3Properties properties = context.getBean(S3Properties.class);
      assertThat(properties).isEqualTo(new S3Properties("", "", "", "", "", "link"));
    });
  }

  @Test
  void aBucketIsUsedWhenItIsNamed() {
    inBucket()
        .run(context -> {
          assertThat(context).hasSingleBean(ObjectStore.class);
          ObjectStore store = context.getBean(ObjectStore.class);
          assertThat(store.bucket()).isEqualTo(S3Server.BUCKET);
          store.check();
        });
  }

  @Test
  void theServiceMayBeAwayAtTheStart_P27() {
    inBucket("AWS_ENDPOINT_URL=http://127.0.0.1:1")
        .run(context -> assertThat(context).hasSingleBean(ObjectStore.class));
  }

  @ParameterizedTest
  @CsvSource({
    "S3_BASE_URL=https://cdn.example, AWS_S3_BUCKET is missing",
    "S3_PREFIX=media, AWS_S3_BUCKET is missing",
    "AWS_S3_BUCKET=my bucket, AWS_S3_BUCKET must be"
  })
  void halfASettingStopsTheStart_O9(String property, String words) {
    application.withSystemProperties(property).run(context -> assertRefused(context, words));
  }

  @Test
  void aBucketWithoutCredentialsStopsTheStart_O9() {
    application
        .withSystemProperties("AWS_S3_BUCKET=x-y", "AWS_ENDPOINT_URL=" + server.endpoint())
        .run(context -> assertRefused(context, "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_S3_BUCKET=not-there, AWS_S3_BUCKET: there is no bucket not-there",
    "aws.secretAccessKey=wrong, AWS_S3_BUCKET: the credentials (AWS_ACCESS_KEY_ID) may not",
    "AWS_ENDPOINT_URL=localhost:9000, AWS_ENDPOINT_URL must be",
    "S3_BASE_URL=cdn.example, S3_BASE_URL must be",
    "S3_BASE_URL=https://cdn.example/?a=b, S3_BASE_URL must be",
    "S3_PREFIX=../x, S3_PREFIX must be",
    "S3_DOWNLOADS=maybe, S3_DOWNLOADS must be"
  })
  void aSettingThatCannotWorkStopsTheStart_O9(String property, String words) {
    inBucket(property).run(context -> assertRefused(context, words));
  }

  private static void assertRefused(AssertableApplicationContext context, String words) {
    Throwable told = context.getStartupFailure();
    while (told != null && !(told instanceof CannotStartException)) {
      told = told.getCause();
    }
    assertThat(told)
        .isNotNull()
        .hasMessageContaining(words)
        .hasMessageNotContaining(S3Server.SECRET_KEY);
  }

  @TestConfiguration(proxyBeanMethods = false)
  @ComponentScan({"dev.atelier.providers.s3", "dev.atelier.providers.disk"})
  @ConfigurationPropertiesScan({"dev.atelier.providers.s3", "dev.atelier.providers.disk"})
  static class Stores {

    @Bean
    AtelierHome home() {
      return new AtelierHome() {
        @Override
        public Path path() {
          return folder;
        }

        @Override
        public Path directory(String name) {
          try {
            return Files.createDirectories(folder.resolve(name));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }

        @Override
        public String nodeId() {
          return "node";
        }
      };
    }
  }
}
