package dev.atelier.providers.supabase;

import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.TokenIssuer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a Supabase project, below {@code <SUPABASE_URL>/auth/v1}. */
final class SupabaseTokenIssuer implements TokenIssuer {

  private static final Logger LOG = LoggerFactory.getLogger(SupabaseTokenIssuer.class);
  private static final String TARGET = "supabase";
  private static final Duration KEYS_DEADLINE = Duration.ofSeconds(5);
  private static final Duration USER_DEADLINE = Duration.ofSeconds(10);
  private static final int MAX_BYTES = 256 * 1024;

  private final String base;
  private final String issuer;
  private final String anonKey;
  private final OutboundHttp http;
  private final JsonMapper json;

  /**
   * @param issuer empty for the base
   * @param anonKey empty for none
   */
  SupabaseTokenIssuer(
      String base, String issuer, String anonKey, OutboundHttp http, JsonMapper json) {
    this.base = base;
    this.issuer = issuer.isEmpty() ? base : issuer;
    this.anonKey = anonKey;
    this.http = http;
    this.json = json;
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public String keys() {
    Call call = new Call(TARGET, base + "/.well-known/jwks.json", KEYS_DEADLINE, MAX_BYTES);
    return new String(http.getTrusted(call, headers(null)).body(), StandardCharsets.UTF_8);
  }

  @Override
  public Optional<Person> holder(String token) {
    Call call = new Call(TARGET, base + "/user", USER_DEADLINE, MAX_BYTES);
    try {
      return Optional.of(person(http.getTrusted(call, headers(token))));
    } catch (ProviderException e) {
      if (e.reason() == ProviderException.Reason.REJECTED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<Person> signIn(String email, String password) {
    Call call = new Call(TARGET, base + "/token?grant_type=password", USER_DEADLINE, MAX_BYTES);
    byte[] form = json.writeValueAsBytes(Map.of("email", email, "password", password));
    Answer answer = http.postTrusted(call, form, headers(null));
    if (answer.status() >= 500) {
      throw ProviderException.unavailable(
          "upstream_unavailable", "supabase answered with status " + answer.status(), null);
    }
    if (answer.status() != 200) {
      return Optional.empty();
    }
    Person person = person(answer);
    leave(answer);
    return Optional.of(person);
  }

  // Nobody will use the session that was opened to look at a password; it would lie about there.
  private void leave(Answer answer) {
    try {
      String token = json.readTree(answer.body()).path("access_token").asString("");
      Call call = new Call(TARGET, base + "/logout?scope=local", USER_DEADLINE, MAX_BYTES);
      http.postTrusted(call, new byte[0], headers(token));
    } catch (ProviderException e) {
      LOG.info("A session at Supabase is left to end by itself: {}", e.getMessage());
    }
  }

  @Override
  public String signInUrl(String provider, String redirect) {
    return base + "/authorize?provider=" + encoded(provider) + "&redirect_to=" + encoded(redirect);
  }

  private Map<String, String> headers(@Nullable String token) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!anonKey.isEmpty()) {
      headers.put("apikey", anonKey);
    }
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    return headers;
  }

  private Person person(Answer answer) {
    try {
      JsonNode body = json.readTree(answer.body());
      JsonNode user = body.has("user") ? body.path("user") : body;
      JsonNode told = user.path("user_metadata");
      return new Person(
          UUID.fromString(user.path("id").asString("")),
          text(user.path("email")),
          text(told.has("name") ? told.path("name") : told.path("full_name")));
    } catch (JacksonException | IllegalArgumentException e) {
      // Not as the cause: its message quotes the answer.
      throw ProviderException.unavailable(
          "upstream_invalid_response", "Malformed Supabase response", null);
    }
  }

  private static @Nullable String text(JsonNode node) {
    return node.isString() && !node.asString().isBlank() ? node.asString() : null;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
