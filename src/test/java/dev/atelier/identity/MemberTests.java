package dev.atelier.identity;

import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Who a caller of the video studio is, where accounts are ours. */
@IntegrationTest
@Import(WhoController.class)
class MemberTests {

  @LocalServerPort int port;

  @Test
  void anAccountOfOursIsAMember() {
    AuthClient client = new AuthClient(port);
    String name = "m" + UUID.randomUUID();
    Answer registered = client.register(name);

    Answer who = client.get("/videos/test/who", AuthClient.token(registered));

    assertThat(who.status()).isEqualTo(200);
    assertThat(who.json().path("id").path("value")).isEqualTo(registered.json().path("user_id"));
    assertThat(who.json().path("email").asString()).isEqualTo(name + "@example.com");
    assertThat(who.json().path("name").asString()).isEqualTo(name);
  }

  @Test
  void whoSignedInWithThePageIsAMemberForItsOwnPage() {
    AuthClient client = new AuthClient(port);
    String token = client.token("m" + UUID.randomUUID());
    String cookie = "Cookie: " + Callers.COOKIE + "=" + token;

    assertThat(RawHttp.request(port, "GET", "/videos/test/who", cookie).status()).isEqualTo(200);
    assertThat(
            RawHttp.request(port, "POST", "/videos/test/who", cookie, "Sec-Fetch-Site: same-origin")
                .status())
        .isEqualTo(200);
    assertRefused(
        RawHttp.request(port, "POST", "/videos/test/who", cookie), 403, "origin_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic YWRhOng=", "Bearer", "Bearer ", "Token x", "bearer"})
  void a1_withoutATokenNobodyIsAMemberNotEvenTheOperator(String authorization) {
    for (String path : new String[] {"/videos/test/who", "/videos/test/forgotten"}) {
      Answer answer = RawHttp.request(port, "GET", path, "Authorization: " + authorization);
      assertRefused(answer, 401, "missing_token");
      assertThat(answer.json().path("message").asString()).isEqualTo("Missing bearer token");
      assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer");
    }
    assertRefused(RawHttp.request(port, "GET", "/videos/test/who"), 401, "missing_token");
  }

  @Test
  void a1_aSecondAuthorizationHeaderIsRefused() {
    Answer answer =
        RawHttp.request(
            port, "GET", "/videos/test/who", "Authorization: Bearer a", "Authorization: Bearer b");

    assertRefused(answer, 400, "duplicate_authorization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/videos/test/anybody", "/videos/test/perhaps"})
  void aPublicRouteTakesEverybodyButABadToken(String path) {
    String token = new AuthClient(port).token("m" + UUID.randomUUID());

    assertThat(RawHttp.request(port, "GET", path).body()).isEqualTo("{\"known\":false}");
    assertThat(new AuthClient(port).get(path, token).body()).isEqualTo("{\"known\":true}");
    Answer bad = new AuthClient(port).get(path, token + "x");
    assertRefused(bad, 401, "invalid_token");
    assertThat(bad.json().path("message").asString()).isEqualTo("Invalid Supabase session");
    assertThat(bad.header("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
  }

  @Test
  void whatEndedIsNoSession() {
    AuthClient client = new AuthClient(port);
    String token = client.token("m" + UUID.randomUUID());
    client.logout(token);

    assertRefused(client.get("/videos/test/who", token), 401, "invalid_token");
  }

  @Test
  void theOperatorReachesWhatAsksForACaller() {
    Answer answer = RawHttp.request(port, "GET", "/videos/test/operator");

    assertThat(answer.json().path("operator").asBoolean()).isTrue();
  }
}
