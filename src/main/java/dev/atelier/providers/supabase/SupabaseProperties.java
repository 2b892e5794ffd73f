package dev.atelier.providers.supabase;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the Supabase project is.
 *
 * @param url {@code SUPABASE_URL}; empty for none
 * @param anonKey {@code SUPABASE_ANON_KEY}, which its gateway asks for; anybody may know it
 * @param jwtIssuer {@code SUPABASE_JWT_ISSUER}; empty for {@code <url>/auth/v1}
 */
@ConfigurationProperties("atelier.supabase")
record SupabaseProperties(
    @DefaultValue("") String url,
    @DefaultValue("") String anonKey,
    @DefaultValue("") String jwtIssuer) {

  SupabaseProperties {
    url = url.strip();
    anonKey = anonKey.strip();
    jwtIssuer = jwtIssuer.strip();
  }
}
