package dev.atelier.identity;

import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Bound to every address, with a token. */
@IntegrationTest
@Import(WhoController.class)
@TestPropertySource(
    properties = {
      "server.address=0.0.0.0",
      "atelier.identity.operator-token=" + TokenAccessTests.TOKEN,
      "atelier.identity.base-url=https://studio.example",
      "atelier.identity.trusted-proxies=127.0.0.0/8"
    })
class TokenAccessTests {

  static final String TOKEN = "a-secret-of-more-than-32-characters";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @BeforeEach
  void forgetAttempts() {
    jdbc.sql("delete from identity.sign_in").update();
  }

  @Test
  void theTokenMakesTheOperator() {
    Answer answer = RawHttp.request(port, "GET", "/api/who", "Authorization: Bearer " + TOKEN);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("operator").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic b3BlcmF0b3I6eA==", "Bearer", "Bearer "})
  void noTokenIsRefusedA1(String authorization) {
    Answer answer = RawHttp.request(port, "GET", "/api/who", "Authorization: " + authorization);

    assertRefused(answer, 401, "missing_token");
    assertThat(answer.json().path("detail").asString()).isEqualTo("Missing bearer token");
    assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer");
  }

  @Test
  void aWrongTokenIsRefusedAndNamed() {
    Answer answer =
        RawHttp.request(port, "GET", "/api/who", "Authorization: Bearer " + TOKEN + "x");

    assertRefused(answer, 401, "invalid_token");
    assertThat(answer.json().path("detail").asString()).isEqualTo("Invalid token");
    assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer error=\"invalid_token\"");
  }

  @Test
  void twoTokensAreMalformedA1() {
    Answer answer =
        RawHttp.request(
            port, "GET", "/api/who", "Authorization: Bearer " + TOKEN, "Authorization: Bearer x");

    assertRefused(answer, 400, "duplicate_authorization");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/who",
        "/api//who",
        "/%2e%2e/api/who",
        "/api/%2e/who",
        "/x/../api/who",
        "/api/who;x=1",
        "/api;x=1/who",
        "/api/who/",
        "/API/who",
        "/api/who%00",
        "/api/who%2f",
        "/api%2fwho",
        "/api/who?x=1",
        "/api/%77ho",
        "/who-outside",
        "/who-outside/",
        "/who-outside;x",
        "/who%2doutside",
        "/api/who#x",
        "/actuator",
        "/actuator/prometheus",
        "/actuator/env",
        "/actuator/heapdump",
        "/actuator/health",
        "/openapi.json",
        "/docs",
        "/redoc",
        "/media/x"
      })
  void noPathGoesAroundTheDoorH7H15(String path) {
    for (String method : new String[] {"GET", "POST", "HEAD"}) {
      Answer answer = RawHttp.request(port, method, path);
      assertThat(answer.body()).as(answer.toString()).doesNotContain("operator\":true");
      boolean page = answer.status() == 200 && answer.body().contains("<title>Atelier");
      assertThat(page || method.equals("HEAD") || Set.of(400, 401, 404).contains(answer.status()))
          .as(method + " " + path + " " + answer)
          .isTrue();
    }
  }

  @Test
  void everyControllerIsBehindTheDoorA1() {
    Set<String> open =
        Set.of(
            "/health",
            "/api/health",
            "/api/health/",
            "/api/session",
            "/api/auth/register",
            "/api/auth/register/",
            "/api/auth/login",
            "/api/auth/login/",
            "/api/auth/authorize-url",
            "/api/supabase/webhook",
            "/error");
    List<String> requests =
        mappings.getHandlerMethods().entrySet().stream()
            .filter(mapping -> !isOpenToAll(mapping.getValue()))
            .flatMap(mapping ->
                mapping.getKey().getPatternValues().stream()
                    .filter(path -> !open.contains(path) && !path.startsWith("/auth/v1/"))
                    .map(path -> method(mapping.getKey(), path) + " " + path))
            .map(path -> path.replaceAll("\\{[^}]*}", "00000000-0000-0000-0000-000000000000"))
            .toList();

    assertThat(requests).contains("GET /api/who", "GET /who-outside", "POST /videos/test/who");
    assertThat(requests)
        .allSatisfy(request -> {
          String[] parts = request.split(" ");
          assertRefused(RawHttp.request(port, parts[0], parts[1]), 401, "missing_token");
        });
  }

  // Other routes are closed before anybody asks which of them it is.
  private static String method(RequestMappingInfo mapping, String path) {
    boolean memberRoute = MemberRoutes.PATTERNS.stream().anyMatch(it -> covers(it, path));
    return memberRoute
        ? mapping.getMethodsCondition().getMethods().iterator().next().name()
        : "GET";
  }

  private static boolean covers(String pattern, String path) {
    return pattern.endsWith("/**")
        ? path.startsWith(pattern.substring(0, pattern.length() - 2))
        : path.equals(pattern);
  }

  private static boolean isOpenToAll(HandlerMethod method) {
    return method.hasMethodAnnotation(OpenRoute.class)
        || Arrays.stream(method.getMethodParameters())
            .anyMatch(it ->
                it.nestedIfOptional().getNestedParameterType() == Member.class && it.isOptional());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/posters",
        "/index.html",
        "/api/session",
        "/actuator/health/liveness",
        "/health",
        "/api/health",
        "/api/health/",
        "/actuator/health/readiness"
      })
  void thePageAndHealthNeedNoToken(String path) {
    assertThat(RawHttp.request(port, "GET", path).status()).isEqualTo(200);
    assertThat(RawHttp.request(port, "GET", path, "Authorization: Bearer wrong").status())
        .isEqualTo(200);
  }

  @Test
  void anyNameIsFineWithAToken() {
    Answer answer =
        RawHttp.request(
            port, "GET", "/api/who", "Host: studio.example", "Authorization: Bearer " + TOKEN);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void signingInGivesACookieThatImagesAndStreamsCarry() {
    Answer before = RawHttp.request(port, "GET", "/api/session");
    Answer signIn = signIn(TOKEN);
    String cookie = cookie(signIn);

    assertThat(before.json().path("signedIn").asBoolean(true)).isFalse();
    assertThat(before.json().path("tokenRequired").asBoolean()).isTrue();
    assertThat(signIn.status()).isEqualTo(200);
    assertThat(signIn.header("Set-Cookie").getFirst())
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200")
        .doesNotContain("Secure");
    assertThat(RawHttp.request(port, "GET", "/api/who", "Cookie: " + cookie).status())
        .isEqualTo(200);
    assertThat(
            RawHttp.request(port, "GET", "/api/session", "Cookie: " + cookie)
                .json()
                .path("signedIn")
                .asBoolean())
        .isTrue();
  }

  @Test
  void theCookieIsSecureBehindTls() {
    Answer signIn = signIn(TOKEN, "X-Forwarded-Proto: https", "X-Forwarded-Host: studio.example");

    assertThat(signIn.header("Set-Cookie").getFirst()).contains("Secure");
  }

  @Test
  void aForgedCookieIsRefused() {
    String cookie = cookie(signIn(TOKEN));
    String later = cookie.replaceFirst("v1\\.\\d", "v1.9");
    String cut = cookie.substring(0, cookie.length() - 1);

    for (String forged : List.of(later, cut, "atelier_session=", "atelier_session=v1.9.x")) {
      assertRefused(
          RawHttp.request(port, "GET", "/api/who", "Cookie: " + forged), 401, "missing_token");
    }
  }

  @Test
  void aCookieChangesThingsOnlyForAKnownPage() {
    String cookie = "Cookie: " + cookie(signIn(TOKEN));

    assertRefused(RawHttp.request(port, "POST", "/api/who", cookie), 403, "origin_not_allowed");
    assertRefused(
        RawHttp.request(port, "POST", "/api/who", cookie, "Origin: https://evil.example"),
        403,
        "origin_not_allowed");
    for (String known :
        List.of(
            "Origin: http://localhost:" + port,
            "Origin: https://studio.example",
            "Origin: http://localhost:3000",
            "Sec-Fetch-Site: same-origin")) {
      assertThat(RawHttp.request(port, "POST", "/api/who", cookie, known).status()).isEqualTo(200);
    }
  }

  @Test
  void signingOutTakesTheCookieBack() {
    Answer answer = RawHttp.request(port, "DELETE", "/api/session");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Set-Cookie").getFirst()).contains("atelier_session=;", "Max-Age=0");
    assertThat(answer.json().path("signedIn").asBoolean(true)).isFalse();
  }

  @Test
  void guessingIsSlowedDownA14() {
    for (int attempt = 0; attempt < 10; attempt++) {
      assertRefused(signIn("wrong"), 401, "invalid_token");
    }

    Answer refused = signIn(TOKEN, "X-Request-Id: last");

    assertRefused(refused, 429, "too_many_sign_ins");
    assertThat(Integer.parseInt(refused.header("Retry-After").getFirst())).isBetween(800, 900);
  }

  @Test
  void aProxyOnThisMachineNamesTheClientThatIsSlowedDownA14() {
    for (int attempt = 0; attempt < 11; attempt++) {
      signIn("wrong", "X-Forwarded-For: 10.0.0." + attempt + ", 203.0.113.9");
    }

    assertRefused(signIn(TOKEN, "X-Forwarded-For: 203.0.113.9"), 429, "too_many_sign_ins");
    assertThat(signIn(TOKEN, "X-Forwarded-For: 203.0.113.10").status()).isEqualTo(200);
  }

  private static String cookie(Answer signIn) {
    return signIn.header("Set-Cookie").getFirst().split(";")[0];
  }

  private Answer signIn(String token, String... headers) {
    String body = JsonMapper.shared().writeValueAsString(Map.of("token", token));
    StringBuilder request =
        new StringBuilder("POST /api/session HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request
        .append("Content-Type: application/json\r\nConnection: close\r\nContent-Length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body);
    return RawHttp.sendBytes(port, request.toString().getBytes(StandardCharsets.UTF_8));
  }
}
