package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses a query that says twice what has one value; Spring would take the first. */
@Configuration(proxyBeanMethods = false)
class RepeatedParameters implements WebMvcConfigurer, HandlerInterceptor {

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
      for (MethodParameter parameter : method.getMethodParameters()) {
        refuseRepeated(request, parameter);
      }
    }
    return true;
  }

  private static void refuseRepeated(HttpServletRequest request, MethodParameter parameter) {
    RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
    Class<?> type = parameter.getParameterType();
    if (query == null || type.isArray() || Iterable.class.isAssignableFrom(type)) {
      return;
    }
    String name = query.name().isEmpty() ? parameter.getParameterName() : query.name();
    String @Nullable [] values = name == null ? null : request.getParameterValues(name);
    if (name != null && values != null && values.length > 1) {
      throw Problem.invalid(
          "validation_failed",
          name + " is given more than once",
          new Problem.FieldError(name, "must be given once"));
    }
  }
}
