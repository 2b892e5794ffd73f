package dev.atelier.providers.topmate;

import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProviderException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks profiles up with {@code GET {base}/fetchByUsername/?username={name}} and {@code GET
 * {base}/api/users/{id}}.
 */
final class TopmateProfileDirectory implements ProfileDirectory {

  private static final Logger log = LoggerFactory.getLogger(TopmateProfileDirectory.class);
  private static final String TARGET = "topmate";
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final String base;
  private final OutboundHttp http;
  private final ObjectReader json;
  private final Duration deadline;

  TopmateProfileDirectory(String baseUrl, OutboundHttp http, JsonMapper json, Duration deadline) {
    this.base = BaseUrl.of("TOPMATE_API_URL", baseUrl);
    this.http = http;
    this.json =
        json.reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    this.deadline = deadline;
  }

  @Override
  public Profile findByUsername(String username) {
    String name = username.strip();
    if (name.isEmpty()) {
      throw notFound();
    }
    // Not a form: a space is %20 in a query, which every server understands.
    String value = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    ProfileFields fields = ask("/fetchByUsername/?username=" + value);
    Long userId = fields.userId();
    String answered = fields.first("username");
    if (userId == null && answered == null) {
      throw notFound();
    }
    if (answered != null && !answered.strip().equalsIgnoreCase(name)) {
      throw mismatch();
    }
    return new Profile(userId, answered == null ? name : answered.strip(), fields.flattened());
  }

  @Override
  public Profile findById(long userId) {
    ProfileFields fields = ask("/api/users/" + userId);
    Long answered = fields.userId();
    String username = fields.first("username");
    if (answered == null && username == null) {
      throw notFound();
    }
    if (answered != null && answered != userId) {
      throw mismatch();
    }
    return new Profile(
        userId, username == null ? Long.toString(userId) : username.strip(), fields.flattened());
  }

  private ProfileFields ask(String path) {
    JsonNode answer = parse(get(path));
    if (answer.isNull() || answer.isMissingNode() || (answer.isArray() && answer.isEmpty())) {
      throw notFound();
    }
    if (!answer.isObject()) {
      throw invalid();
    }
    return new ProfileFields(answer);
  }

  private Answer get(String path) {
    try {
      return http.getTrusted(new Call(TARGET, base + path, deadline, MAX_BYTES));
    } catch (ProviderException e) {
      throw e.code().equals("not_found") ? notFound() : e;
    }
  }

  private JsonNode parse(Answer answer) {
    if (answer.status() == 204) {
      throw notFound();
    }
    if (answer.body().length == 0) {
      throw invalid();
    }
    try {
      return json.readTree(answer.body());
    } catch (JacksonException e) {
      // Not as the cause: its message quotes the answer.
      throw invalid();
    }
  }

  private static ProviderException mismatch() {
    log.warn("Topmate answered with another user's profile; the lookup fails");
    return ProviderException.rejected(
        "profile_mismatch", "Topmate answered with another user's profile");
  }

  private static ProviderException notFound() {
    return ProviderException.rejected(
        "profile_not_found", "Topmate knows nobody of that name or id");
  }

  private static ProviderException invalid() {
    return ProviderException.unavailable(
        "upstream_invalid_response", "Topmate sent an answer that is not a profile", null);
  }

  @Override
  public boolean offline() {
    return false;
  }
}
