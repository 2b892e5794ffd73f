package dev.atelier;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.identity.UserId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a test be whoever it wants, by a header, so that it does not depend on how callers are made
 * known.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestCallers {

  /** The id of the user that a request comes from; the operator without it. */
  public static final String HEADER = "X-Test-Caller";

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebMvcConfigurer testCallerArguments() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addFirst(new Resolver());
      }
    };
  }

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  SecurityFilterChain testCallersOnly(HttpSecurity http) {
    return http.securityMatcher("/test/**", "/media/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable())
        .build();
  }

  private static final class Resolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
      return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
        MethodParameter parameter,
        @Nullable ModelAndViewContainer container,
        NativeWebRequest request,
        @Nullable WebDataBinderFactory binders) {
      String id = request.getHeader(HEADER);
      return id == null ? Caller.OPERATOR : new Caller(new UserId(UUID.fromString(id)), false);
    }
  }

  /** Stands in for the application's own advice, of which these tests need the status only. */
  @RestControllerAdvice
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static class Problems {
    @ExceptionHandler
    ResponseEntity<String> problem(Problem problem) {
      return ResponseEntity.status(problem.status()).body(problem.code());
    }
  }
}
