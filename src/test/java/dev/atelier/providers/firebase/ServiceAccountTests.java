package dev.atelier.providers.firebase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** Getting in with the key of a service account. */
@ExtendWith(OutputCaptureExtension.class)
class ServiceAccountTests {

  private static CloudStorageStandIn storage;
  private static String key;

  @TempDir Path folder;
  private FirebaseMediaSource source;

  @BeforeAll
  static void start() throws NoSuchAlgorithmException {
    storage = CloudStorageStandIn.start();
    key =
        Base64.getEncoder()
            .encodeToString(
                KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded());
  }

  @AfterAll
  static void stop() {
    storage.close();
  }

  @BeforeEach
  void open() throws IOException {
    storage.reset();
    storage.put("a.bin", new byte[] {1, 2, 3});
    Path file = folder.resolve("key.json");
    Files.write(
        file,
        JsonMapper.shared()
            .writeValueAsBytes(
                Map.of(
                    "type", "service_account",
                    "project_id", "p-1",
                    "private_key_id", "canary-id",
                    "private_key",
                        "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n",
                    "client_email", "atelier@p-1.iam.gserviceaccount.com",
                    "client_id", "1",
                    "token_uri", storage.url() + "/token")));
    source =
        new FirebaseMediaSource(
            FirebaseAccess.open(
                new FirebaseProperties(
                    file.toString(),
                    CloudStorageStandIn.BUCKET,
                    "",
                    "127.0.0.1:1",
                    storage.url())));
  }

  @AfterEach
  void close() {
    source.close();
  }

  @Test
  void theKeyOpensListsDescriptionsAndBytes() throws IOException {
    storage.asksForToken();

    assertThat(source.objects(null, null).objects()).hasSize(1);
    assertThat(source.stat("a.bin").size()).isEqualTo(3);
    try (ObjectBody body = source.open("a.bin", 0, 0)) {
      assertThat(body.bytes().readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aKeyThatWasWithdrawnIsNamedButNotShown_M17(CapturedOutput output) {
    storage.refusesKeys();

    for (ProviderException refused : failures(source)) {
      assertThat(refused.reason()).isEqualTo(ProviderException.Reason.REFUSES_ALL);
      assertThat(refused.code()).isEqualTo("bad_credentials");
      assertThat(refused.getMessage()).startsWith("FIREBASE_SERVICE_ACCOUNT_PATH");
    }
    assertThat(output.getAll()).doesNotContain(key.substring(0, 40), "canary-id");
  }

  @Test
  void neitherKeyNorTokenIsInWhatFailuresSay_M17(CapturedOutput output) {
    for (int status : List.of(400, 401, 403, 404, 429, 500)) {
      storage.refuses(status);
      for (ProviderException failure : failures(source)) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString() + output.getAll())
            .doesNotContain(key.substring(0, 40), "canary-id", CloudStorageStandIn.TOKEN);
      }
    }
  }

  private static List<ProviderException> failures(MediaSource source) {
    return List.of(
        failure(() -> source.objects(null, null)),
        failure(() -> source.stat("a.bin")),
        failure(() -> source.open("a.bin", 0, 0)));
  }

  private static ProviderException failure(Callable<?> call) {
    return catchThrowableOfType(ProviderException.class, call::call);
  }
}
