package dev.atelier.identity;

import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class LogoutTests {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  private AuthClient client = new AuthClient(0);

  @BeforeEach
  void client() {
    client = new AuthClient(port);
  }

  @Test
  void a10_aTokenThatWasLoggedOutIsOver() {
    String token = client.token("u" + UUID.randomUUID());
    String other = AuthClient.token(client.register("v" + UUID.randomUUID()));

    Answer answer = client.logout(token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"message\":\"Successfully logged out\",\"status\":\"success\"}");
    for (Answer after : List.of(client.me(token), client.logout(token))) {
      assertRefused(after, 401, "invalid_token");
      assertThat(after.json().path("detail").asString()).isEqualTo("Token has been invalidated");
    }
    assertThat(client.me(other).status()).isEqualTo(200);
  }

  @Test
  void a10_aBadTokenCannotBeLoggedOut() {
    Answer garbage = client.logout("garbage");

    assertRefused(garbage, 401, "invalid_token");
    assertThat(garbage.json().path("detail").asString()).isEqualTo("Invalid token");
    assertRefused(RawHttp.request(port, "POST", "/api/auth/logout"), 401, "missing_token");
  }

  @Test
  void a10_revokedTokensAreForgottenWhenTheyHaveExpired() {
    jdbc.sql(
            """
            insert into identity.revoked_token (id, expires_at)
            values (gen_random_uuid(), now() - interval '1 second')
            """)
        .update();

    client.logout(client.token("u" + UUID.randomUUID()));

    assertThat(
            jdbc.sql("select count(*) from identity.revoked_token where expires_at < now()")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a11_noRequestThatStartsAfterTheLogoutPasses() throws Exception {
    String token = client.token("u" + UUID.randomUUID());
    AtomicBoolean over = new AtomicBoolean();
    CountDownLatch running = new CountDownLatch(10);
    try (ExecutorService crowd = Executors.newFixedThreadPool(10)) {
      List<Future<Boolean>> slips =
          IntStream.range(0, 10)
              .mapToObj(_ ->
                  crowd.submit(() -> {
                    boolean slipped = false;
                    for (int i = 0; i < 30; i++) {
                      boolean startedAfter = over.get();
                      slipped |= client.me(token).status() == 200 && startedAfter;
                      running.countDown();
                    }
                    return slipped;
                  }))
              .toList();
      running.await();
      assertThat(client.logout(token).status()).isEqualTo(200);
      over.set(true);

      for (Future<Boolean> slip : slips) {
        assertThat(slip.get()).isFalse();
      }
    }
  }
}
