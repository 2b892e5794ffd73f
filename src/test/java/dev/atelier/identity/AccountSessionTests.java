package dev.atelier.identity;

import static dev.atelier.identity.AuthClient.PASSWORD;
import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import dev.atelier.events.EventStreams;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The page of a user, who signs in with a password and then comes with a cookie. */
@IntegrationTest
@Import({WhoController.class, AccountSessionTests.StreamController.class})
class AccountSessionTests {

  @LocalServerPort int port;

  private AuthClient client = new AuthClient(0);
  private String name = "";

  @BeforeEach
  void register() {
    client = new AuthClient(port);
    name = "u" + UUID.randomUUID();
    client.register(name);
  }

  @Test
  void thePageKnowsWhoHasSignedIn() {
    Answer signIn = signIn(PASSWORD);
    String cookie = cookie(signIn);

    assertThat(signIn.status()).isEqualTo(200);
    assertThat(signIn.header("Set-Cookie").getFirst()).contains("HttpOnly", "SameSite=Strict");
    for (Answer answer :
        List.of(signIn, RawHttp.request(port, "GET", "/api/session", "Cookie: " + cookie))) {
      assertThat(answer.json().path("signedIn").asBoolean()).isTrue();
      assertThat(answer.json().path("operator").asBoolean(true)).isFalse();
      assertThat(answer.json().path("account").path("username").asString()).isEqualTo(name);
      assertThat(answer.json().path("account").path("member").asBoolean()).isTrue();
      assertThat(answer.json().path("members").asString()).isEqualTo("accounts");
    }
    assertThat(who(cookie).json().path("operator").asBoolean(true)).isFalse();
    assertThat(RawHttp.request(port, "GET", "/api/auth/me", "Cookie: " + cookie).status())
        .isEqualTo(200);
  }

  @Test
  void aWrongPasswordGivesNoCookie() {
    Answer answer = signIn("wrong-password");

    assertRefused(answer, 401, "invalid_credentials");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void halfAFormIsRefused() {
    for (Map<String, String> form :
        List.of(Map.<String, String>of(), Map.of("username", "a"), Map.of("password", "b"))) {
      assertRefused(client.post("/api/session", form), 422, "validation_failed");
    }
  }

  @Test
  void aCookieChangesThingsOnlyForAKnownPage() {
    String cookie = "Cookie: " + cookie(signIn(PASSWORD));

    assertRefused(RawHttp.request(port, "POST", "/api/who", cookie), 403, "origin_not_allowed");
    assertThat(
            RawHttp.request(port, "POST", "/api/who", cookie, "Sec-Fetch-Site: same-origin")
                .status())
        .isEqualTo(200);
  }

  @Test
  void a10_signingOutEndsTheSessionItself() {
    String cookie = cookie(signIn(PASSWORD));

    Answer out =
        RawHttp.request(
            port, "DELETE", "/api/session", "Cookie: " + cookie, "Sec-Fetch-Site: same-origin");

    assertThat(out.status()).isEqualTo(200);
    assertThat(out.header("Set-Cookie").getFirst()).contains("Max-Age=0");
    assertThat(out.json().path("account").isNull()).isTrue();
    assertRefused(
        RawHttp.request(port, "GET", "/api/auth/me", "Cookie: " + cookie), 401, "missing_token");
    assertThat(who(cookie).json().path("operator").asBoolean()).isTrue();
  }

  @Test
  void a11_theStreamsOfWhoLogsOutEnd() throws Exception {
    String token = AuthClient.token(client.login(name, PASSWORD));
    StreamController.opened = new CountDownLatch(1);
    try (HttpClient http = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> stream =
          http.sendAsync(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/a-stream"))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      StreamController.opened.await();
      client.logout(token);

      assertThat(stream.get(120, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  private Answer who(String cookie) {
    return RawHttp.request(port, "GET", "/api/who", "Cookie: " + cookie);
  }

  private Answer signIn(String password) {
    return client.post("/api/session", Map.of("username", name, "password", password));
  }

  private static String cookie(Answer signIn) {
    return signIn.header("Set-Cookie").getFirst().split(";")[0];
  }

  @TestComponent
  @RestController
  static class StreamController {

    static CountDownLatch opened = new CountDownLatch(1);

    private final EventStreams streams;

    StreamController(EventStreams streams) {
      this.streams = streams;
    }

    @GetMapping("/api/a-stream")
    SseEmitter open(Caller caller) {
      return streams.open(
          caller,
          new EventStreams.Subscription(
              "a-topic",
              null,
              _ -> {
                opened.countDown();
                return List.of();
              },
              Set.of()));
    }
  }
}
