package dev.atelier.identity;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Secrets that are too easy to guess, or that say two things at once. */
final class Secrets {

  private static final int SHORTEST = 32;
  private static final Map<String, String> SETTINGS = settings();

  private Secrets() {}

  private static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("OPERATOR_TOKEN", "atelier.identity.operator-token");
    settings.put("SECRET_KEY", "atelier.identity.secret-key");
    settings.put("SUPABASE_JWT_SECRET", "atelier.supabase.jwt-secret");
    settings.put("SUPABASE_WEBHOOK_SECRET", "atelier.supabase.webhook-secret");
    settings.put("REQUEST_SIGNATURE_SECRET", "atelier.signature.secret");
    return settings;
  }

  /**
   * Each is long enough and like no other, so that what one stands for is not proved by another.
   */
  static void refuseUnsafe(Binder binder) {
    Map<String, String> seen = new LinkedHashMap<>();
    SETTINGS.forEach((name, property) -> {
      String secret = binder.bind(property, String.class).orElse("").strip();
      if (secret.isEmpty()) {
        return;
      }
      if (secret.getBytes(StandardCharsets.UTF_8).length < SHORTEST) {
        throw refused(
            name, "it is shorter than " + SHORTEST + " characters, and so too easy to guess");
      }
      String other = seen.putIfAbsent(secret, name);
      if (other != null) {
        throw refused(name, "it is the same as " + other + "; each needs a secret of its own");
      }
    });
  }

  private static InvalidConfigurationPropertyValueException refused(String name, String reason) {
    return new InvalidConfigurationPropertyValueException(name, null, reason);
  }
}
