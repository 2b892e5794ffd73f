package dev.atelier.identity.supabase;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The secrets that we share with the Supabase project.
 *
 * @param jwtSecret {@code SUPABASE_JWT_SECRET}: what it signs tokens with (HS256), where it does
 *     that; empty for none
 * @param jwtIssuer {@code SUPABASE_JWT_ISSUER}: what its tokens name as their issuer; empty for
 *     what follows from its address
 * @param webhookSecret {@code SUPABASE_WEBHOOK_SECRET}: what its webhooks carry; empty for none
 */
@ConfigurationProperties("atelier.supabase")
record ProjectProperties(
    @DefaultValue("") String jwtSecret,
    @DefaultValue("") String jwtIssuer,
    @DefaultValue("") String webhookSecret) {

  ProjectProperties {
    jwtSecret = jwtSecret.strip();
    jwtIssuer = jwtIssuer.strip();
    webhookSecret = webhookSecret.strip();
  }

  // The secrets must not reach a log through a printed record.
  @Override
  public String toString() {
    return "ProjectProperties[jwtIssuer=" + jwtIssuer + "]";
  }
}
