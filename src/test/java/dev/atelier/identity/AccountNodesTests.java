package dev.atelier.identity;

import static dev.atelier.identity.AuthClient.PASSWORD;
import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.RawHttp;
import dev.atelier.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database. */
@Tag("slow")
class AccountNodesTests {

  @TempDir Path folder;

  @Test
  void a10_a14_a22_logoutsFailuresAndSignaturesHoldOnBothNodesAndAfterARestart() {
    String url = TestDatabase.create();
    try (ApplicationProcess one = node("one", url);
        ApplicationProcess two = node("two", url)) {
      one.start();
      two.start();
      AuthClient a = new AuthClient(one.url("").getPort());
      AuthClient b = new AuthClient(two.url("").getPort());
      String token = a.token("ada");
      String kept = AuthClient.token(b.login("ada", PASSWORD));
      assertThat(b.me(token).status()).isEqualTo(200);

      assertThat(a.logout(token).status()).isEqualTo(200);
      Awaitility.await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(b.me(token).body()).contains("has been invalidated"));

      for (int guess = 0; guess < 10; guess++) {
        AuthClient node = guess % 2 == 0 ? a : b;
        assertThat(node.login("ada", "guess", "X-Forwarded-For: 10.0.0." + guess).status())
            .isEqualTo(401);
      }
      assertRefused(a.login("ada", PASSWORD), 429, "too_many_sign_ins");
      assertRefused(b.login("ada", PASSWORD), 429, "too_many_sign_ins");

      String time = Long.toString(Instant.now().getEpochSecond());
      assertThat(signed(a, kept, time).status()).isIn(404, 405);
      assertRefused(signed(a, kept, time), 409, "replayed_request");
      assertRefused(signed(b, kept, time), 409, "replayed_request");

      two.kill();
      two.start();
      assertRefused(signed(b, kept, time), 409, "replayed_request");
      assertRefused(b.me(token), 401, "invalid_token");
      assertThat(b.me(kept).status()).isEqualTo(200);
    }
  }

  @Test
  void aNodeWithAKeyOfItsOwnDoesNotJoinOthers() throws Exception {
    String url = TestDatabase.create();
    try (ApplicationProcess one = node("one", url);
        ApplicationProcess two = node("two", url)) {
      one.start();
      two.environment("SECRET_KEY", "");
      Process refused = two.launch();

      assertThat(refused.waitFor(240, TimeUnit.SECONDS)).isTrue();
      assertThat(refused.exitValue()).isEqualTo(1);
      assertThat(two.log()).contains("Atelier cannot start: SECRET_KEY: ");
    }
  }

  private static RawHttp.Answer signed(AuthClient node, String token, String time) {
    String path = "/videos/no-such-video/no-such-thing";
    return node.send(
        "POST",
        path,
        "application/json",
        new byte[0],
        "Authorization: Bearer " + token,
        "X-InstaVeo-Timestamp: " + time,
        "X-InstaVeo-Signature: " + SignedRequestsTests.signature(time, "POST", path, new byte[0]));
  }

  private ApplicationProcess node(String name, String url) {
    return new ApplicationProcess(folder.resolve(name))
        .environment("DATABASE_URL", url)
        .environment("REQUEST_SIGNATURE_SECRET", SupabaseTest.SIGNATURE_SECRET)
        .property("atelier.identity.password-cost", "4");
  }
}
