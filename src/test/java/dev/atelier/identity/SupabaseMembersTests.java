package dev.atelier.identity;

import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where the members are users of a Supabase project. */
@SupabaseTest
class SupabaseMembersTests {

  private static final SupabaseProject PROJECT = SupabaseTest.PROJECT;

  @LocalServerPort int port;

  @Test
  void aUserOfTheProjectIsAMember() {
    UUID user = UUID.randomUUID();

    Answer answer = who(PROJECT.token(user));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").path("value").asString()).isEqualTo(user.toString());
    assertThat(answer.json().path("email").asString()).isEqualTo(user + "@example.com");
    assertThat(answer.json().path("name").asString()).isEqualTo("Ada");
  }

  @Test
  void aTokenThatOnlyTheProjectCanCheckIsShownToItAndTheAnswerKeptForAWhile() {
    UUID user = UUID.randomUUID();
    String token = PROJECT.tokenOfSecret(user);
    long before = timesAsked();

    assertThat(who(token).json().path("name").asString()).isEqualTo("Ada Lovelace");
    assertThat(who(token).status()).isEqualTo(200);
    assertThat(timesAsked() - before).isEqualTo(1);

    String unknown = PROJECT.tokenOfSecret(UUID.randomUUID());
    PROJECT.end(unknown);
    assertThat(who(unknown).json().path("message").asString())
        .isEqualTo("Invalid Supabase session");
    assertRefused(who(unknown), 401, "invalid_token");
    assertThat(timesAsked() - before).isEqualTo(2);
  }

  @Test
  void a8_eachStudioTakesItsOwnTokensOnly() {
    AuthClient client = new AuthClient(port);
    String ours = client.token("m" + UUID.randomUUID());
    String theirs = PROJECT.token(UUID.randomUUID());

    assertThat(client.me(ours).status()).isEqualTo(200);
    assertRefused(client.me(theirs), 401, "invalid_token");
    assertThat(who(theirs).status()).isEqualTo(200);
    assertRefused(who(ours), 401, "invalid_token");
    String cookie = "Cookie: " + Callers.COOKIE + "=" + ours;
    assertRefused(RawHttp.request(port, "GET", "/videos/test/who", cookie), 401, "missing_token");
  }

  @Test
  void ourPageSignsUsersOfTheProjectInToEveryStudio() {
    UUID user = UUID.randomUUID();
    PROJECT.know(user, "correct horse battery");
    AuthClient client = new AuthClient(port);

    Answer signedIn =
        client.post(
            "/api/session",
            Map.of("username", user + "@example.com", "password", "correct horse battery"));

    assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
    assertThat(PROJECT.asked()).endsWith("token", "logout");
    assertThat(signedIn.json().path("account").path("username").asString())
        .isEqualTo("Ada Lovelace");
    assertThat(signedIn.json().path("account").path("member").asBoolean()).isTrue();
    assertThat(signedIn.json().path("members").asString()).isEqualTo("project");
    String cookie = "Cookie: " + signedIn.header("Set-Cookie").getFirst().split(";")[0];
    Answer who = RawHttp.request(port, "GET", "/videos/test/who", cookie);
    assertThat(who.json().path("id").path("value").asString()).isEqualTo(user.toString());
    assertThat(who.json().path("email").asString()).isEqualTo(user + "@example.com");
    assertThat(RawHttp.request(port, "GET", "/api/campaigns", cookie).status()).isEqualTo(200);
    assertThat(RawHttp.request(port, "GET", "/api/auth/me", cookie).json().path("id").asString())
        .isEqualTo(user.toString());
    assertThat(
            RawHttp.request(port, "GET", "/api/session", cookie)
                .json()
                .path("account")
                .path("email")
                .asString())
        .isEqualTo(user + "@example.com");
    String page = "Sec-Fetch-Site: same-origin";
    assertThat(RawHttp.request(port, "POST", "/api/backend/videos/test/who", cookie, page).status())
        .isEqualTo(200);
    assertRefused(
        RawHttp.request(port, "GET", "/api/backend/videos/test/who"), 401, "missing_token");

    RawHttp.request(port, "DELETE", "/api/session", cookie, page);
    assertRefused(RawHttp.request(port, "GET", "/videos/test/who", cookie), 401, "missing_token");
  }

  @Test
  void anAccountOfOursIsNoMemberWhereTheMembersAreElsewhere() {
    AuthClient client = new AuthClient(port);
    String name = "m" + UUID.randomUUID();
    client.register(name);

    Answer signedIn =
        client.post("/api/session", Map.of("username", name, "password", AuthClient.PASSWORD));

    assertThat(signedIn.json().path("account").path("member").asBoolean(true)).isFalse();
  }

  @Test
  void a14_ourPageIsNoWayToGuessAtTheProject() {
    UUID user = UUID.randomUUID();
    PROJECT.know(user, "correct horse battery");
    for (int guess = 0; guess < 10; guess++) {
      assertRefused(signIn(user, "guess"), 401, "invalid_credentials");
    }

    assertRefused(signIn(user, "correct horse battery"), 429, "too_many_sign_ins");
  }

  @Test
  void thereIsNoSecondSignInBesideTheProjects() {
    assertThat(RawHttp.request(port, "GET", "/auth/v1/settings").status()).isEqualTo(404);
  }

  @Test
  void a25_theBrowserIsSentToTheProjectAndBackToAPageThatIsListed() {
    Answer answer = authorize("http://localhost:3000/auth/callback?next=%2Ffeed");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("url").asString())
        .isEqualTo(
            PROJECT.url()
                + "/auth/v1/authorize?provider=google&redirect_to="
                + "http%3A%2F%2Flocalhost%3A3000%2Fauth%2Fcallback%3Fnext%3D%252Ffeed");
    assertThat(authorize("http://localhost:3000").status()).isEqualTo(200);
    assertThat(authorize("http://localhost:" + port + "/studio").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "/relative",
        "https:evil.example",
        "https:/evil.example",
        "https:///evil.example",
        "\\\\evil.example",
        "http:\\\\evil.example",
        "http://localhost:3000@evil.example/",
        "http://localhost:3000\\@evil.example/",
        "http://user@localhost:3000/",
        "http://localhost:3000.evil.example/",
        "http://localhost:30001/",
        "http://localhost/",
        "https://localhost:3000/",
        "HTTP://localhost:3000/",
        "http://localhost:3000#@evil.example/",
        "http://evil.example/?http://localhost:3000",
        "http://localhost:3000\t.evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        ""
      })
  void a25_nobodyIsSentElsewhere(String redirect) {
    assertRefused(authorize(redirect), 400, "redirect_not_allowed");
  }

  @Test
  void theProjectTellsOfItsUsers() {
    UUID user = UUID.randomUUID();
    String body =
        """
        {"type":"INSERT","table":"users","schema":"auth","old_record":null,
         "record":{"id":"%s","email":"ada@example.com","raw_user_meta_data":{"full_name":"Ada"}}}
        """
            .formatted(user);

    assertThat(webhook(body, "Bearer " + SupabaseTest.WEBHOOK_SECRET).status()).isEqualTo(204);

    assertThat(WhoController.CHANGES)
        .contains(new MemberChanged(new Member(new UserId(user), "ada@example.com", "Ada")));
    String changed = body.replace("ada@example.com", "ada@example.org");
    assertThat(webhook(changed, "Bearer " + SupabaseTest.WEBHOOK_SECRET).status()).isEqualTo(204);
    assertThat(
            new AuthClient(port)
                .get("/users/" + user, PROJECT.token(user))
                .json()
                .path("email")
                .asString())
        .isEqualTo("ada@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer x", "what the webhooks of the project carry along"})
  void whoHasNotTheSecretTellsNothing(String authorization) {
    assertRefused(webhook("{}", authorization), 401, "invalid_webhook_secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"type\":\"INSERT\",\"table\":\"videos\",\"schema\":\"public\",\"record\":{}}",
        "{\"type\":\"INSERT\",\"table\":\"users\",\"schema\":\"auth\",\"record\":{\"id\":\"1\"}}",
        "{\"type\":\"INSERT\",\"table\":\"users\",\"record\":null}"
      })
  void aChangeThatIsOfNoUserIsRefused(String body) {
    assertRefused(webhook(body, "Bearer " + SupabaseTest.WEBHOOK_SECRET), 422, "validation_failed");
  }

  private Answer signIn(UUID user, String password) {
    return new AuthClient(port)
        .post("/api/session", Map.of("username", user + "@example.com", "password", password));
  }

  private long timesAsked() {
    return PROJECT.asked().stream().filter("user"::equals).count();
  }

  private Answer who(String token) {
    return new AuthClient(port).get("/videos/test/who", token);
  }

  private Answer webhook(String body, String authorization) {
    return new AuthClient(port)
        .send(
            "POST",
            "/api/supabase/webhook",
            "application/json",
            body.getBytes(StandardCharsets.UTF_8),
            "Authorization: " + authorization);
  }

  private Answer authorize(String redirect) {
    String encoded = URLEncoder.encode(redirect, StandardCharsets.UTF_8);
    return RawHttp.request(
        port, "GET", "/api/auth/authorize-url?provider=google&redirect_to=" + encoded);
  }
}
