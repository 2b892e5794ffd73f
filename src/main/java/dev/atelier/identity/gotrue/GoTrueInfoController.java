package dev.atelier.identity.gotrue;

import dev.atelier.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What clients of GoTrue ask before anybody signs in. */
@RestController
@RequestMapping("/auth/v1")
@EmbeddedOnly
class GoTrueInfoController {

  private final String version;

  GoTrueInfoController(@Value("${atelier.version}") String version) {
    this.version = version;
  }

  @GetMapping("/health")
  Map<String, Object> health() {
    return Map.of("version", version, "name", "GoTrue", "description", "Atelier's own accounts");
  }

  @GetMapping("/settings")
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("external", Map.of("email", true, "phone", false, "google", false));
    settings.put("disable_signup", false);
    settings.put("mailer_autoconfirm", true);
    settings.put("phone_autoconfirm", false);
    settings.put("sms_provider", "");
    settings.put("mfa_enabled", false);
    settings.put("saml_enabled", false);
    return settings;
  }

  /** Our tokens are signed with a secret, and those are never listed. */
  @GetMapping("/.well-known/jwks.json")
  Map<String, Object> keys() {
    return Map.of("keys", List.of());
  }

  @GetMapping("/authorize")
  Map<String, Object> authorize() {
    throw Problem.malformed(
        "provider_disabled",
        "Signing in with other providers is not configured here; it needs a Supabase project"
            + " (SUPABASE_URL)");
  }
}
