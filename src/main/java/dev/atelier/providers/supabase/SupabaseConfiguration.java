package dev.atelier.providers.supabase;

import dev.atelier.home.CannotStartException;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.TokenIssuer;
import java.net.URI;
import java.net.URISyntaxException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SupabaseConfiguration {

  @Bean
  @ConditionalOnExpression("!environment.getProperty('atelier.supabase.url', '').blank")
  TokenIssuer supabaseTokenIssuer(SupabaseProperties settings, OutboundHttp http, JsonMapper json) {
    return new SupabaseTokenIssuer(
        base(settings.url()), settings.jwtIssuer(), settings.anonKey(), http, json);
  }

  /** The base of the project's sign-in. Does not quote the setting, which may hold a password. */
  static String base(String url) {
    try {
      URI parsed = new URI(url);
      if (("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))
          && parsed.getHost() != null
          && parsed.getRawUserInfo() == null
          && parsed.getRawQuery() == null
          && parsed.getRawFragment() == null) {
        return parsed.toString().replaceAll("/+$", "") + "/auth/v1";
      }
    } catch (URISyntaxException _) {
      // Told below.
    }
    throw new CannotStartException(
        "SUPABASE_URL must be an http or https URL without user name, query and fragment, such as"
            + " https://<project>.supabase.co");
  }
}
