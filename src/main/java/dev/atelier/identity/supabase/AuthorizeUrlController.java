package dev.atelier.identity.supabase;

import dev.atelier.http.Problem;
import dev.atelier.identity.Origins;
import dev.atelier.providers.TokenIssuer;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a page where to send the browser so that somebody signs in with another provider. The way
 * back leads to our own page or a listed one only.
 */
@RestController
class AuthorizeUrlController {

  record SignIn(String provider, String url) {}

  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9_]{1,40}");
  // What browsers and parsers do not agree about is in none of them.
  private static final Pattern REDIRECT =
      Pattern.compile("(https?://[A-Za-z0-9.\\-:\\[\\]]+)([/?][!-~&&[^\\\\#\"<>^`{|}]]*)?");
  private static final int LONGEST = 2000;

  private final @Nullable TokenIssuer project;
  private final Origins origins;

  AuthorizeUrlController(ObjectProvider<TokenIssuer> project, Origins origins) {
    this.project = project.getIfAvailable();
    this.origins = origins;
  }

  @GetMapping("/api/auth/authorize-url")
  SignIn url(
      @RequestParam String provider,
      @RequestParam("redirect_to") String redirect,
      HttpServletRequest request) {
    if (!PROVIDER.matcher(provider).matches()) {
      throw Problem.malformed("invalid_provider", "provider is a word such as google");
    }
    if (!mayLeadTo(redirect, request)) {
      throw Problem.malformed(
          "redirect_not_allowed",
          "redirect_to must be on this server, or on a page that CORS_ORIGINS or BASE_URL lists");
    }
    if (project == null) {
      throw Problem.conflict(
          "sign_in_not_configured",
          "Signing in with other providers needs a Supabase project (SUPABASE_URL)");
    }
    return new SignIn(provider, project.signInUrl(provider, redirect));
  }

  private boolean mayLeadTo(String redirect, HttpServletRequest request) {
    var parts = REDIRECT.matcher(redirect);
    if (redirect.length() > LONGEST || !parts.matches()) {
      return false;
    }
    try {
      URI url = new URI(redirect);
      return url.getHost() != null
          && url.getRawUserInfo() == null
          && parts.group(1).equals(url.getScheme() + "://" + url.getRawAuthority())
          && origins.allows(request, parts.group(1));
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
