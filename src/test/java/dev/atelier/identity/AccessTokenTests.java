package dev.atelier.identity;

import static dev.atelier.identity.LocalAccessTests.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Tokens that are not, or no longer, ours; a loopback server lets nobody in with one either. */
@IntegrationTest
class AccessTokenTests {

  @LocalServerPort int port;
  @Autowired SigningKey key;
  @Autowired Environment environment;

  private AuthClient client = new AuthClient(0);
  private String userId = "";

  @BeforeEach
  void register() {
    client = new AuthClient(port);
    userId = client.register("u" + UUID.randomUUID()).json().path("user_id").asString();
  }

  @Test
  void aTokenWithAllItsClaimsIsAccepted() throws Exception {
    assertThat(client.me(signed(claims(), key.value().getEncoded())).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic YWRhOng=", "Bearer", "Bearer ", "Token x", "bearer"})
  void a1_noTokenIsRefusedEvenOnThisMachine(String authorization) {
    Answer answer = RawHttp.request(port, "GET", "/api/auth/me", "Authorization: " + authorization);

    assertRefused(answer, 401, "missing_token");
    assertThat(answer.json().path("detail").asString()).isEqualTo("Missing bearer token");
    assertThat(answer.header("WWW-Authenticate")).containsExactly("Bearer");
    assertRefused(RawHttp.request(port, "GET", "/api/auth/me"), 401, "missing_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"none\"}",
        "{\"alg\":\"None\",\"typ\":\"JWT\"}",
        "{\"alg\":\"nOnE\"}",
        "{\"typ\":\"JWT\"}",
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        "{\"alg\":\"RS256\"}",
        "{}"
      })
  void a2_anUnsignedTokenIsRefused(String header) {
    String start = base64(header) + "." + base64(JsonMapper.shared().writeValueAsString(claims()));

    for (String token : List.of(start + ".", start, start + ".AAAA")) {
      assertInvalid(token);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS384", "HS512"})
  void a3_onlyOneAlgorithmIsAccepted(String algorithm) throws Exception {
    byte[] longEnough = key.value().getEncoded();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).build();

    assertInvalid(signed(header, claims(), longEnough));
  }

  @Test
  void a3_aTokenOfAnotherKeyIsRefused() throws Exception {
    assertInvalid(signed(claims(), new byte[32]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kid\":\"../../dev/null\"",
        "\"kid\":\"' or 1=1 --\"",
        "\"jku\":\"http://127.0.0.1:9999/jwks\"",
        "\"x5u\":\"http://127.0.0.1:9999/x\"",
        "\"crit\":[\"exp\"]",
        "\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}"
      })
  void a4_headersThatPointAtKeysChangeNothing(String member) throws Exception {
    String header = base64("{\"alg\":\"HS256\"," + member + "}");
    String claims = base64(JsonMapper.shared().writeValueAsString(claims()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
    byte[] signature = mac.doFinal((header + "." + claims).getBytes(StandardCharsets.US_ASCII));

    assertInvalid(
        header
            + "."
            + claims
            + "."
            + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
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
        Arguments.of("iat", now + 300),
        Arguments.of("iat", null),
        Arguments.of("jti", null),
        Arguments.of("jti", "1"),
        Arguments.of("iss", null),
        Arguments.of("iss", "https://project.supabase.co/auth/v1"),
        Arguments.of("aud", "authenticated"),
        Arguments.of("sub", null),
        Arguments.of("user_id", null),
        Arguments.of("user_id", "1"),
        Arguments.of("user_id", 1));
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void a6_a7_aWrongClaimIsRefused(String name, Object value) throws Exception {
    Map<String, Object> claims = claims();
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }

    assertInvalid(signed(claims, key.value().getEncoded()));
  }

  @Test
  void a6_clocksMayDifferALittle() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("iat", Instant.now().getEpochSecond() + 10);
    assertThat(client.me(signed(claims, key.value().getEncoded())).status()).isEqualTo(200);

    claims.put("iat", Instant.now().getEpochSecond() - 600);
    claims.put("exp", Instant.now().getEpochSecond() - 10);
    assertThat(client.me(signed(claims, key.value().getEncoded())).status()).isEqualTo(200);
  }

  @Test
  void whoHasVanishedIsNotFound() throws Exception {
    Map<String, Object> claims = claims();
    claims.put("user_id", UUID.randomUUID().toString());

    Answer answer = client.me(signed(claims, key.value().getEncoded()));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().path("detail").asString()).isEqualTo("User not found");
  }

  @Test
  void a9_theKeyThatWasMadeIsForItsOwnerOnly() throws IOException {
    Path file = Path.of(environment.getRequiredProperty("atelier.home"), "secret-key");

    assertThat(Files.readString(file).strip()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private Map<String, Object> claims() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", "ada");
    claims.put("user_id", userId);
    claims.put("exp", now + 600);
    claims.put("iss", "atelier");
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now);
    return claims;
  }

  private static String signed(Map<String, Object> claims, byte[] secret) throws JOSEException {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build(), claims, secret);
  }

  private static String signed(JWSHeader header, Map<String, Object> claims, byte[] secret)
      throws JOSEException {
    JWSObject token =
        new JWSObject(header, new Payload(JsonMapper.shared().writeValueAsString(claims)));
    token.sign(new MACSigner(secret));
    return token.serialize();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void assertInvalid(String token) {
    Answer answer = client.me(token);
    assertRefused(answer, 401, "invalid_token");
    assertThat(answer.json().path("detail").asString()).isEqualTo("Invalid token");
  }
}
