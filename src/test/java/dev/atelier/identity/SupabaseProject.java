package dev.atelier.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Supabase project as its clients and verifiers meet it. */
public final class SupabaseProject {

  public static final String ANON_KEY = "sb_publishable_for_tests";

  private final ECKey key = newKey("first");
  private final HttpServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Map<String, UUID> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final Map<String, UUID> users = new ConcurrentHashMap<>();

  public SupabaseProject() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/auth/v1/.well-known/jwks.json", this::keys);
    server.createContext("/auth/v1/user", this::user);
    server.createContext("/auth/v1/token", this::signIn);
    server.createContext("/auth/v1/logout", this::signOut);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The paths that were asked for, in that order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** A token of a user, signed with the project's key. */
  public String token(UUID user) {
    return signed(key, claims(url() + "/auth/v1", user));
  }

  /** A token that only the project can check, of a session that it knows. */
  public String tokenOfSecret(UUID user) {
    String token =
        signed("a-secret-that-only-the-project-has".getBytes(StandardCharsets.UTF_8), claims(user));
    sessions.put(token, user);
    return token;
  }

  /** Lets somebody sign in with a password. */
  public void know(UUID user, String password) {
    passwords.put(user + "@example.com", password);
    users.put(user + "@example.com", user);
  }

  /** Ends the session of a token. */
  public void end(String token) {
    sessions.remove(token);
  }

  public Map<String, Object> claims(UUID user) {
    return claims(url() + "/auth/v1", user);
  }

  public static Map<String, Object> claims(String issuer, UUID user) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", issuer);
    claims.put("sub", user.toString());
    claims.put("aud", "authenticated");
    claims.put("exp", now + 600);
    claims.put("iat", now);
    claims.put("email", user + "@example.com");
    claims.put("role", "authenticated");
    claims.put("session_id", UUID.randomUUID().toString());
    claims.put("user_metadata", Map.of("name", "Ada"));
    return claims;
  }

  public static ECKey newKey(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).algorithm(JWSAlgorithm.ES256).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String signed(ECKey key, Map<String, Object> claims) {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build(),
        key,
        claims);
  }

  public static String signed(JWSHeader header, ECKey key, Map<String, Object> claims) {
    try {
      JWSObject token = new JWSObject(header, payload(claims));
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String signed(byte[] secret, Map<String, Object> claims) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).keyID("first").build();
      JWSObject token = new JWSObject(header, payload(claims));
      token.sign(new MACSigner(secret));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Payload payload(Map<String, Object> claims) {
    return new Payload(JsonMapper.shared().writeValueAsString(claims));
  }

  private void keys(HttpExchange exchange) throws IOException {
    asked.add("keys");
    answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
  }

  private void user(HttpExchange exchange) throws IOException {
    asked.add("user");
    String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    UUID user = sessions.get(bearer.replaceFirst("Bearer ", ""));
    if (!ANON_KEY.equals(exchange.getRequestHeaders().getFirst("apikey"))) {
      answer(exchange, 401, "{\"message\":\"No API key found in request\"}");
    } else if (user == null) {
      answer(
          exchange,
          403,
          "{\"code\":403,\"error_code\":\"session_not_found\",\"msg\":\"Session not found\"}");
    } else {
      answer(exchange, 200, JsonMapper.shared().writeValueAsString(userOf(user)));
    }
  }

  private void signIn(HttpExchange exchange) throws IOException {
    asked.add("token");
    JsonNode form = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
    String email = form.path("email").asString();
    if (!form.path("password").asString().equals(passwords.get(email))) {
      answer(
          exchange,
          400,
          "{\"code\":400,\"error_code\":\"invalid_credentials\",\"msg\":\"Invalid login credentials\"}");
      return;
    }
    UUID user = Objects.requireNonNull(users.get(email));
    String token = token(user);
    sessions.put(token, user);
    answer(
        exchange,
        200,
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "access_token",
                    token,
                    "token_type",
                    "bearer",
                    "expires_in",
                    3600,
                    "refresh_token",
                    "abc",
                    "user",
                    userOf(user))));
  }

  private void signOut(HttpExchange exchange) throws IOException {
    String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    asked.add(sessions.remove(bearer.replaceFirst("Bearer ", "")) == null ? "-" : "logout");
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  private static Map<String, Object> userOf(UUID user) {
    return Map.of(
        "id",
        user,
        "aud",
        "authenticated",
        "email",
        user + "@example.com",
        "user_metadata",
        Map.of("full_name", "Ada Lovelace"));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
