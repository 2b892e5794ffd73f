package dev.atelier.providers.flow;

import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ProviderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bearer token that Flow wants: a setting, or the content of a file that something else keeps
 * fresh. Such a file holds the token alone, or a JSON array of {@code {name, value}} in which one
 * entry is the token.
 *
 * <p>Thread-safe.
 */
final class FlowToken {

  private static final Set<String> NAMES =
      Set.of("authorization", "bearer", "bearer_token", "bearertoken");
  private static final int MOST_BYTES = 1_000_000;

  private final String fixed;
  private final @Nullable Path file;
  private @Nullable Stamp read;
  private String content = "";

  private record Stamp(Object modified, long size, @Nullable Object key) {}

  private FlowToken(String fixed, @Nullable Path file) {
    this.fixed = fixed;
    this.file = file;
  }

  static FlowToken of(FlowProperties properties) {
    if (properties.accessTokenFile().isEmpty()) {
      return new FlowToken(properties.accessToken(), null);
    }
    Path file = Path.of(properties.accessTokenFile());
    if (!Files.isReadable(file)) {
      throw new CannotStartException("FLOW_ACCESS_TOKEN_FILE names no file that can be read");
    }
    return new FlowToken("", file);
  }

  /** The header that carries the token; none where no token is set. */
  Map<String, String> header() {
    String token = file == null ? fixed : fromFile(file);
    return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }

  private synchronized String fromFile(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Stamp now = new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      if (!now.equals(read)) {
        if (attributes.size() > MOST_BYTES) {
          throw unusable("is too large");
        }
        content = token(Files.readString(path, StandardCharsets.UTF_8).strip());
        read = now;
      }
      return content;
    } catch (IOException e) {
      throw unusable("cannot be read");
    }
  }

  private static String token(String text) {
    String token = text.startsWith("[") ? entry(text) : text;
    String bare = token.replaceFirst("(?i)^bearer\\s+", "");
    if (bare.isEmpty() || !bare.matches("[\\x21-\\x7E]+")) {
      throw unusable("holds no token");
    }
    return bare;
  }

  private static String entry(String array) {
    try {
      for (JsonNode entry : JsonMapper.shared().readTree(array)) {
        String name = entry.path("name").asString("").toLowerCase(Locale.ROOT);
        if (NAMES.contains(name)) {
          return entry.path("value").asString("").strip();
        }
      }
      return "";
    } catch (JacksonException e) {
      // Its message would quote the file.
      throw unusable("is neither a token nor JSON");
    }
  }

  private static ProviderException unusable(String why) {
    return ProviderException.refusesAll("bad_key", "FLOW_ACCESS_TOKEN_FILE " + why);
  }
}
