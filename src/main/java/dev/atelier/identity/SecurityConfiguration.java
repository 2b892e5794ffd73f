package dev.atelier.identity;

import dev.atelier.http.Problem;
import dev.atelier.http.ResponseHeaders;
import dev.atelier.http.Routes;
import jakarta.servlet.DispatcherType;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Asks Spring Security to let in whom {@link Callers} knows, and keeps the rest of it switched off.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  // To the letter: whoever writes one of them otherwise has to say who calls.
  private static final Set<String> OPEN =
      Set.of(
          "/health",
          "/api/health",
          "/api/health/",
          "/api/session",
          "/api/auth/register",
          "/api/auth/register/",
          "/api/auth/login",
          "/api/auth/login/",
          "/api/auth/authorize-url",
          "/api/supabase/webhook",
          "/actuator/health/liveness",
          "/actuator/health/readiness",
          "/error");

  private static final RequestMatcher OPEN_TREE = MemberRoutes.matcher("/auth/v1/**");

  @Bean
  SecurityFilterChain door(
      HttpSecurity security,
      Callers callers,
      Members members,
      Exposure exposure,
      Origins origins,
      Routes routes,
      IdentityProperties settings,
      ObjectProvider<OpenRequests> openRequests) {
    RequestMatcher open =
        request -> OPEN.contains(request.getRequestURI()) || OPEN_TREE.matches(request);
    return security
        .csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers -> headers.defaultsDisabled().addHeaderWriter(new ResponseHeaders()))
        .addFilterBefore(
            new CrossOriginFilter(exposure, origins, settings.corsHeaders()),
            AnonymousAuthenticationFilter.class)
        .addFilterBefore(new CallerFilter(callers, open), AnonymousAuthenticationFilter.class)
        .addFilterBefore(new MemberFilter(members), AnonymousAuthenticationFilter.class)
        .exceptionHandling(failures ->
            failures
                .authenticationEntryPoint((request, _, _) -> {
                  throw CallerFilter.refusal(request, callers);
                })
                .accessDeniedHandler((_, _, _) -> {
                  throw Problem.forbidden("forbidden", "You may not do this");
                }))
        .authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(
                    DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(open, MemberRoutes.MATCHER)
                .permitAll()
                .requestMatchers(routes::leadsToPage)
                .permitAll()
                .requestMatchers(
                    request -> openRequests.stream().anyMatch(each -> each.isOpen(request)))
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasRole(CallerAuthentication.OPERATOR_ROLE)
                .anyRequest()
                .authenticated())
        .build();
  }

  // Each filter of the chain would be measured by itself, at the price of half the chain.
  @Bean
  SecurityObservationSettings noObservations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  RequestRejectedHandler refusedByFirewall() {
    return (_, _, refusal) -> {
      throw Problem.malformed("bad_request", "The request line or a header is not acceptable");
    };
  }
}
