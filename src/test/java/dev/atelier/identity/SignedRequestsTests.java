package dev.atelier.identity;

import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests that change something in the video studio, where they must be signed. */
@SupabaseTest
class SignedRequestsTests {

  private static final String PATH = "/videos/test/who";
  private static final byte[] BODY =
      "{\"prompt\":\"Ein Fuchs im Schnee, 雪\"}".getBytes(StandardCharsets.UTF_8);

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;

  private final String token = SupabaseTest.PROJECT.token(UUID.randomUUID());

  @Test
  void aSignedRequestIsServedWithItsBodyAsItWas() {
    Answer answer = post(BODY, headers(now(), BODY));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("bytes").asInt()).isEqualTo(BODY.length);
    assertThat(post(new byte[0], headers(now(), new byte[0])).status()).isEqualTo(200);
  }

  static Stream<Arguments> times() {
    String digits = Long.toString(Instant.now().getEpochSecond());
    return Stream.of(
        Arguments.of(digits + "000", "Invalid signature timestamp"),
        Arguments.of("+" + digits.substring(1), "Invalid signature timestamp"),
        Arguments.of("1e9", "Invalid signature timestamp"),
        Arguments.of("-1", "Invalid signature timestamp"),
        Arguments.of(digits + ".0", "Invalid signature timestamp"),
        Arguments.of("2026-01-01T00:00:00Z", "Invalid signature timestamp"),
        Arguments.of("0000000001", "Signature timestamp expired"),
        Arguments.of(ago(125), "Signature timestamp expired"),
        Arguments.of(ago(-125), "Signature timestamp expired"));
  }

  @ParameterizedTest
  @MethodSource("times")
  void a20_aTimeThatIsNoneOrTooFarIsRefused(String time, String message) {
    assertUnsigned(post(BODY, headers(time, BODY)), message);
  }

  @Test
  void a20_headersThatAreNotAsciiAreRefused() {
    assertThat(post(BODY, headers("１２３４５６７８９０", BODY)).status()).isIn(400, 401);
    assertThat(post(BODY, "X-InstaVeo-Timestamp: " + now(), "X-InstaVeo-Signature: ü").status())
        .isIn(400, 401);
  }

  @Test
  void a20_aTimeThatDiffersALittleIsAccepted() {
    assertThat(post(BODY, headers(ago(110), BODY)).status()).isEqualTo(200);
    assertThat(post(BODY, headers(ago(-110), BODY)).status()).isEqualTo(200);
  }

  @Test
  void a20_bothHeadersAreNeededOnce() {
    String signed = "X-InstaVeo-Signature: " + signature(now(), "POST", PATH, BODY);
    String timed = "X-InstaVeo-Timestamp: " + now();

    assertUnsigned(post(BODY), "Missing request signature headers");
    assertUnsigned(post(BODY, signed), "Missing request signature headers");
    assertUnsigned(post(BODY, timed), "Missing request signature headers");
    assertUnsigned(post(BODY, timed, signed, signed), "Missing request signature headers");
  }

  @Test
  void a21_oneChangedByteIsEnough() {
    Random random = new Random(21);
    String time = now();
    String[] headers = headers(time, BODY);
    for (int flip = 0; flip < 100; flip++) {
      byte[] changed = BODY.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      assertUnsigned(post(changed, headers), "Invalid request signature");
    }
    assertUnsigned(
        post(Arrays.copyOf(BODY, BODY.length - 1), headers), "Invalid request signature");
    assertUnsigned(post(new byte[0], headers), "Invalid request signature");
  }

  @Test
  void a21_bytesThatAreNoTextAreSignedAsTheyAre() {
    byte[] broken = {'"', (byte) 0xC3, '"'};
    byte[] twin = "\"\uFFFD\"".getBytes(StandardCharsets.UTF_8);

    assertUnsigned(post(broken, headers(now(), twin)), "Invalid request signature");
    assertThat(post(broken, headers(now(), broken)).status()).isEqualTo(200);
  }

  @Test
  void a21_pathAndMethodAreSigned() {
    String time = now();
    String timed = "X-InstaVeo-Timestamp: " + time;
    for (String wrong :
        List.of(
            signature(time, "PUT", PATH, BODY),
            signature(time, "post", PATH, BODY).substring(1) + "0",
            signature(time, "POST", "/videos/test/other", BODY),
            signature(time, "POST", PATH + "?a=1", BODY),
            signature(time, "POST", "/api/backend" + PATH, BODY),
            signature(time, "POST", PATH, BODY).toUpperCase(Locale.ROOT),
            "0".repeat(64),
            "x")) {
      assertUnsigned(
          post(BODY, timed, "X-InstaVeo-Signature: " + wrong), "Invalid request signature");
    }
  }

  @Test
  void a21_aPathIsSignedAsItIsMeant() {
    String time = now();
    String signed = signature(time, "POST", "/videos/test/é", BODY);

    Answer answer =
        send(
            "POST",
            "/videos/test/%C3%A9",
            BODY,
            "X-InstaVeo-Timestamp: " + time,
            "X-InstaVeo-Signature: " + signed,
            "Authorization: Bearer " + token);

    assertThat(answer.status()).isIn(404, 405);
  }

  @Test
  void a21_aQueryIsNotSignedAndSoIsNone() {
    String[] headers = with(headers(now(), BODY), "Authorization: Bearer " + token);

    assertRefused(send("POST", PATH + "?a=1", BODY, headers), 400, "query_not_signed");
  }

  @Test
  void a22_oneOfManyRepetitionsIsServed() throws Exception {
    String[] headers = with(headers(now(), BODY), "Authorization: Bearer " + token);
    List<Callable<Integer>> sends = new ArrayList<>();
    for (int time = 0; time < 20; time++) {
      sends.add(() -> send("POST", PATH, BODY, headers).status());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Integer> sent : threads.invokeAll(sends)) {
        statuses.add(sent.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
    assertRefused(send("POST", PATH, BODY, headers), 409, "replayed_request");
  }

  @Test
  void a22_whoDoesTheSameInTheSameSecondIsNoRepetition() {
    String[] headers = headers(now(), BODY);
    for (int member = 0; member < 5; member++) {
      String other = SupabaseTest.PROJECT.token(UUID.randomUUID());
      assertThat(send("POST", PATH, BODY, with(headers, "Authorization: Bearer " + other)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void a22_signaturesAreKeptUntilTheyAreGoodNoMore() {
    post(BODY, headers(now(), BODY));

    assertThat(
            jdbc.sql(
                    """
                    select max(expires_at) between now() + interval '230 seconds'
                      and now() + interval '241 seconds'
                    from identity.seen_signature
                    """)
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void a24_signatureAndTokenAreBothNeeded() {
    String[] signed = headers(now(), BODY);

    Answer anonymous = send("POST", PATH, BODY, signed);
    assertRefused(anonymous, 401, "missing_token");
    assertThat(anonymous.header("WWW-Authenticate")).containsExactly("Bearer");
    assertRefused(
        send("POST", PATH, BODY, with(headers(now(), BODY), "Authorization: Bearer x")),
        401,
        "invalid_token");
    assertUnsigned(post(BODY), "Missing request signature headers");
    assertThat(new AuthClient(port).get(PATH, token).status()).isEqualTo(200);
  }

  @Test
  void aRouteThatChecksItsCallersItselfIsLeftToDoSo() {
    Answer answer = send("PUT", "/videos/test/open", "done".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.json().path("body").asString()).isEqualTo("done");
  }

  @Test
  void ourOwnPageNeedNotSign() {
    String own = "Origin: http://localhost:" + port;
    for (String proof : List.of(own, "Sec-Fetch-Site: same-origin")) {
      Answer answer =
          send("POST", "/api/backend" + PATH, BODY, proof, "Authorization: Bearer " + token);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().path("bytes").asInt()).isEqualTo(BODY.length);
    }
    assertThat(
            RawHttp.request(port, "GET", "/api/backend" + PATH, "Authorization: Bearer " + token)
                .status())
        .isEqualTo(200);
    assertRefused(
        send("POST", "/api/backend" + PATH, BODY, "Sec-Fetch-Site: same-origin"),
        401,
        "missing_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: x",
        "Origin: null",
        "Origin: http://localhost:3000",
        "Origin: https://evil.example",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: none"
      })
  void otherPagesAndProgramsSign(String proof) {
    assertRefused(
        send("POST", "/api/backend" + PATH, BODY, proof, "Authorization: Bearer " + token),
        403,
        "origin_not_allowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/backend/api/who",
        "/api/backend/api/session",
        "/api/backend/actuator/metrics",
        "/api/backend//videos/test/who",
        "/api/backend/api/backend/videos/test/who",
        "/api/backend/"
      })
  void h7_nothingElseIsBehindThatPath(String path) {
    Answer answer =
        send("POST", path, BODY, "Sec-Fetch-Site: same-origin", "Authorization: Bearer " + token);

    assertThat(answer.status()).isIn(400, 404);
  }

  @Test
  void h16_whoAsksTooOftenIsToldToWait() {
    for (int time = 0; time < SupabaseTest.TIMES; time++) {
      Answer answer = backend();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.header("RateLimit").getFirst())
          .startsWith("\"other\";r=" + (SupabaseTest.TIMES - time - 1) + ";t=");
    }

    Answer refused = backend();

    assertRefused(refused, 429, "too_many_requests");
    assertThat(Integer.parseInt(refused.header("Retry-After").getFirst())).isBetween(1, 180);
    assertThat(refused.header("RateLimit").getFirst()).startsWith("\"other\";r=0;t=");
    assertThat(refused.header("RateLimit-Policy")).containsExactly("\"other\";q=20;w=3600");
    assertThat(new AuthClient(port).get(PATH, token).status()).isEqualTo(200);
  }

  private Answer backend() {
    return send(
        "POST",
        "/api/backend" + PATH,
        BODY,
        "Sec-Fetch-Site: same-origin",
        "Authorization: Bearer " + token);
  }

  private Answer post(byte[] body, String... headers) {
    return send("POST", PATH, body, with(headers, "Authorization: Bearer " + token));
  }

  private Answer send(String method, String path, byte[] body, String... headers) {
    return new AuthClient(port).send(method, path, "application/octet-stream", body, headers);
  }

  private static String[] with(String[] headers, String more) {
    return Stream.concat(Arrays.stream(headers), Stream.of(more)).toArray(String[]::new);
  }

  private static String[] headers(String time, byte[] body) {
    return new String[] {
      "X-InstaVeo-Timestamp: " + time,
      "X-InstaVeo-Signature: " + signature(time, "POST", PATH, body)
    };
  }

  private static String now() {
    return ago(0);
  }

  private static String ago(long seconds) {
    return Long.toString(Instant.now().getEpochSecond() - seconds);
  }

  /** What the contract says a signature is. */
  static String signature(String time, String method, String path, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              SupabaseTest.SIGNATURE_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + "\n" + method + "\n" + path).getBytes(StandardCharsets.UTF_8));
      if (body.length > 0) {
        mac.update((byte) '\n');
        mac.update(body);
      }
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertUnsigned(Answer answer, String message) {
    assertRefused(answer, 401, "invalid_signature");
    assertThat(answer.json().path("message").asString()).isEqualTo(message);
    assertThat(answer.header("WWW-Authenticate")).containsExactly("InstaVeo-HMAC");
  }
}
