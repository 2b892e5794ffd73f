package dev.atelier.campaigns;

import dev.atelier.TestCallers;
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
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a request say who sends it; all else is as it is in the application. */
@TestConfiguration(proxyBeanMethods = false)
class NamedCallers implements HandlerMethodArgumentResolver {

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebMvcConfigurer namedCallerArguments() {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.addFirst(NamedCallers.this);
      }
    };
  }

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
    String id = request.getHeader(TestCallers.HEADER);
    return id == null ? Caller.OPERATOR : new Caller(new UserId(UUID.fromString(id)), false);
  }
}
