package dev.atelier.identity.supabase;

import dev.atelier.identity.MemberTokens;
import dev.atelier.providers.TokenIssuer;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MemberTokensConfiguration {

  @Bean
  @ConditionalOnExpression(
      "!(environment.getProperty('atelier.supabase.url', '')"
          + " + environment.getProperty('atelier.supabase.jwt-secret', '')).blank")
  MemberTokens supabaseTokens(
      ObjectProvider<TokenIssuer> project, ProjectProperties settings, Clock clock) {
    return new SupabaseTokens(
        project.getIfAvailable(), settings.jwtIssuer(), settings.jwtSecret(), clock);
  }
}
