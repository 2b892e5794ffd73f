package dev.atelier.identity.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.identity.SupabaseProject;
import dev.atelier.identity.UserId;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.TokenIssuer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Tokens of a project's users, and what pretends to be one. */
class SupabaseTokensTests {

  private static final String ISSUER = "https://project.example/auth/v1";
  private static final String SECRET = "the secret of the project, long enough";
  private static final UUID USER = UUID.randomUUID();

  private final Project project = new Project();
  private final SettableClock clock = new SettableClock();
  private final SupabaseTokens tokens = new SupabaseTokens(project, "", "", clock);
  private final SupabaseTokens withSecret = new SupabaseTokens(project, "", SECRET, clock);

  @Test
  void aTokenOfTheProjectsKeyIsAccepted() {
    assertThat(tokens.member(token(claims())))
        .isEqualTo(new Member(new UserId(USER), USER + "@example.com", "Ada"));
    assertThat(project.asked).hasValue(1);
  }

  @Test
  void aTokenOfTheSecretIsAcceptedWhereItIsKnown() {
    String token = SupabaseProject.signed(SECRET.getBytes(StandardCharsets.UTF_8), claims());

    assertThat(withSecret.member(token).id()).isEqualTo(new UserId(USER));
    assertThat(new SupabaseTokens(null, "", SECRET, clock).member(token).id())
        .isEqualTo(new UserId(USER));
    assertThat(project.asked).hasValue(0);
    assertThat(project.shown).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"None\",\"typ\":\"JWT\",\"kid\":\"first\"}",
        "{\"alg\":\"nOnE\"}",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":\"ES256\",\"kid\":\"first\"}",
        "{\"alg\":\"RS256\",\"kid\":\"first\"}",
        "{\"alg\":\"HS256\"}",
        "{}"
      })
  void a2_anUnsignedTokenIsRefused(String header) {
    String start = base64(header) + "." + base64(JsonMapper.shared().writeValueAsString(claims()));
    for (String token : List.of(start + ".", start, start + ".AAAA", "", "..", "x")) {
      assertRefused(withSecret, token);
      assertRefused(tokens, token);
    }
  }

  @Test
  void a3_aPublicKeyIsNoSecret() throws Exception {
    ECKey published = project.keys.getFirst().toPublicJWK();
    byte[] der = published.toECPublicKey().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n";
    for (byte[] secret :
        List.of(
            der,
            pem.getBytes(StandardCharsets.UTF_8),
            published.toJSONString().getBytes(StandardCharsets.UTF_8))) {
      String token = SupabaseProject.signed(secret, claims());
      assertRefused(tokens, token);
      assertRefused(withSecret, token);
    }
  }

  @Test
  void a3_aTokenOfAnotherKeyOfTheSameNameIsRefused() {
    assertRefused(tokens, SupabaseProject.signed(SupabaseProject.newKey("first"), claims()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../dev/null", "' or 1=1 --", "", "second"})
  void a4_aKeyThatIsNotThereIsRefused(String id) {
    assertRefused(tokens, SupabaseProject.signed(SupabaseProject.newKey(id), claims()));
  }

  @Test
  void a4_aFloodOfUnknownKeysAsksTheProjectOnceInTenSeconds() {
    tokens.member(token(claims()));
    for (int flood = 0; flood < 1_000; flood++) {
      ECKey key = flood % 100 == 0 ? SupabaseProject.newKey("k" + flood) : null;
      assertRefused(
          tokens, key == null ? renamed("k" + flood) : SupabaseProject.signed(key, claims()));
    }
    assertThat(project.asked).hasValue(1);

    clock.advance(Duration.ofSeconds(10));
    assertRefused(tokens, renamed("another"));
    assertRefused(tokens, renamed("another"));
    assertThat(project.asked).hasValue(2);
    assertThat(tokens.member(token(claims())).id()).isEqualTo(new UserId(USER));
  }

  @Test
  void a4_headersThatPointAtKeysAreNotFollowed() throws Exception {
    ECKey own = SupabaseProject.newKey("evil");
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .keyID("evil")
            .jwk(own.toPublicJWK())
            .jwkURL(URI.create("http://127.0.0.1:9999/jwks"))
            .x509CertURL(URI.create("http://127.0.0.1:9999/x"))
            .build();

    assertRefused(tokens, SupabaseProject.signed(header, own, claims()));
  }

  @Test
  void a4_aTokenThatNamesNoKeyIsRefused() {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).build();

    assertRefused(tokens, SupabaseProject.signed(header, project.keys.getFirst(), claims()));
  }

  @Test
  void a5_aNewKeyCountsBesideTheOldOneWhichEndsWhenItIsTakenAway() {
    String old = token(claims());
    tokens.member(old);
    ECKey second = SupabaseProject.newKey("second");
    project.keys.add(second);
    clock.advance(Duration.ofSeconds(10));

    assertThat(tokens.member(SupabaseProject.signed(second, claims())).id())
        .isEqualTo(new UserId(USER));
    assertThat(tokens.member(old).id()).isEqualTo(new UserId(USER));

    project.keys.removeFirst();
    clock.advance(ProjectKeys.OLD);
    Awaitility.await().untilAsserted(() -> assertRefused(tokens, old));
  }

  @Test
  void a5_knownKeysAreGoodForADayWhileTheProjectIsAway() {
    tokens.member(token(claims()));
    project.down = true;
    clock.advance(Duration.ofHours(23));
    assertThat(tokens.member(token(claims())).id()).isEqualTo(new UserId(USER));

    clock.advance(Duration.ofHours(1));
    assertUnavailable(token(claims()));
  }

  @Test
  void a5_whoCannotBeCheckedIsToldToComeBackNotToSignInAgain() {
    project.down = true;

    assertUnavailable(token(claims()));
    assertUnavailable(SupabaseProject.signed(SECRET.getBytes(StandardCharsets.UTF_8), claims()));
  }

  static Stream<Arguments> wrongClaims() {
    long now = Instant.now().getEpochSecond();
    return Stream.of(
        Arguments.of("exp", now - 31),
        Arguments.of("exp", null),
        Arguments.of("exp", "soon"),
        Arguments.of("exp", Double.MAX_VALUE),
        Arguments.of("exp", -1),
        Arguments.of("nbf", now + 300),
        Arguments.of("nbf", "soon"),
        Arguments.of("iat", now + 300),
        Arguments.of("aud", null),
        Arguments.of("aud", "anon"),
        Arguments.of("aud", List.of("other")),
        Arguments.of("iss", null),
        Arguments.of("iss", "https://other.example/auth/v1"),
        Arguments.of("iss", "atelier"),
        Arguments.of("iss", ISSUER + "/"),
        Arguments.of("role", null),
        Arguments.of("role", "anon"),
        Arguments.of("role", "service_role"),
        Arguments.of("role", List.of("authenticated")),
        Arguments.of("sub", null),
        Arguments.of("sub", "ada"),
        Arguments.of("sub", "1-1-1-1-1"),
        Arguments.of("sub", 7));
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void a6_a7_aWrongClaimIsRefusedHoweverItIsSigned(String name, Object value) {
    Map<String, Object> claims = claims();
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    String ofSecret = SupabaseProject.signed(SECRET.getBytes(StandardCharsets.UTF_8), claims);

    assertRefused(tokens, token(claims));
    assertRefused(withSecret, ofSecret);
    // Nor is the project asked about what cannot be.
    project.holders.put(ofSecret, USER);
    assertRefused(tokens, ofSecret);
    assertThat(project.shown).hasValue(0);
  }

  @Test
  void a6_clocksMayDifferALittle() {
    Map<String, Object> claims = claims();
    claims.put("iat", Instant.now().getEpochSecond() + 10);
    claims.put("nbf", Instant.now().getEpochSecond() + 10);
    assertThat(tokens.member(token(claims)).id()).isEqualTo(new UserId(USER));

    claims.put("exp", Instant.now().getEpochSecond() - 10);
    assertThat(tokens.member(token(claims)).id()).isEqualTo(new UserId(USER));
  }

  @Test
  void a7_theProjectsOwnKeysAreNoUsers() {
    assertRefused(withSecret, "sb_publishable_abcdefghijklmnopqrstuvwxyz");
    Map<String, Object> anon = new LinkedHashMap<>();
    anon.put("iss", "supabase");
    anon.put("ref", "project");
    anon.put("role", "anon");
    anon.put("iat", Instant.now().getEpochSecond());
    anon.put("exp", Instant.now().getEpochSecond() + 600);
    assertRefused(
        withSecret, SupabaseProject.signed(SECRET.getBytes(StandardCharsets.UTF_8), anon));
  }

  @Test
  void aTokenThatTheProjectHasEndedIsFoundOutSoon() {
    String token = SupabaseProject.signed(new byte[32], claims());
    project.holders.put(token, USER);
    assertThat(tokens.member(token).id()).isEqualTo(new UserId(USER));
    project.holders.clear();
    assertThat(tokens.member(token).id()).isEqualTo(new UserId(USER));

    clock.advance(RemoteChecks.REMEMBERED);
    assertRefused(tokens, token);
    assertThat(project.shown).hasValue(2);
  }

  @Test
  void aTokenThatTheProjectKnowsAsSomebodyElsesIsRefused() {
    String token = SupabaseProject.signed(new byte[32], claims());
    project.holders.put(token, UUID.randomUUID());

    assertRefused(tokens, token);
  }

  private static Map<String, Object> claims() {
    Map<String, Object> claims = SupabaseProject.claims(ISSUER, USER);
    claims.put("exp", Instant.now().plus(Duration.ofDays(2)).getEpochSecond());
    return claims;
  }

  private String token(Map<String, Object> claims) {
    return SupabaseProject.signed(project.keys.getFirst(), claims);
  }

  /** A token with the name of another key in its header. */
  private String renamed(String id) {
    String[] parts = token(claims()).split("\\.");
    return base64("{\"alg\":\"ES256\",\"kid\":\"" + id + "\"}") + "." + parts[1] + "." + parts[2];
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(SupabaseTokens tokens, String token) {
    Problem problem = catchThrowableOfType(Problem.class, () -> tokens.member(token));
    assertThat(problem).isNotNull();
    assertThat(problem.status()).isEqualTo(401);
    assertThat(problem.code()).isEqualTo("invalid_token");
    assertThat(problem.detail()).isEqualTo("Invalid Supabase session");
  }

  private void assertUnavailable(String token) {
    Problem problem = catchThrowableOfType(Problem.class, () -> tokens.member(token));
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.retryAfter()).isNotNull();
  }

  private static final class Project implements TokenIssuer {

    final List<ECKey> keys = new ArrayList<>(List.of(SupabaseProject.newKey("first")));
    final Map<String, UUID> holders = new LinkedHashMap<>();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger shown = new AtomicInteger();
    volatile boolean down;

    @Override
    public String issuer() {
      return ISSUER;
    }

    @Override
    public String keys() {
      asked.incrementAndGet();
      refuseWhileDown();
      return new JWKSet(List.<JWK>copyOf(keys)).toString(true);
    }

    @Override
    public Optional<Person> holder(String token) {
      shown.incrementAndGet();
      refuseWhileDown();
      return Optional.ofNullable(holders.get(token)).map(id -> new Person(id, null, null));
    }

    @Override
    public Optional<Person> signIn(String email, String password) {
      return Optional.empty();
    }

    @Override
    public String signInUrl(String provider, String redirect) {
      return "";
    }

    private void refuseWhileDown() {
      if (down) {
        throw ProviderException.unavailable("upstream_unavailable", "supabase is away", null);
      }
    }
  }

  private static final class SettableClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;
    private final Instant start = Instant.now();

    void advance(Duration more) {
      ahead = ahead.plus(more);
    }

    @Override
    public Instant instant() {
      return start.plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
