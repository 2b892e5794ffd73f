package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Keeps the operator, who has no account, out of what is marked {@link AccountRequired}. */
class AccountRequiredRule implements HandlerInterceptor {

  @Configuration(proxyBeanMethods = false)
  static class Registration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(new AccountRequiredRule());
    }
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method && isMarked(method) && isOperator()) {
      throw request.getHeader("Authorization") == null
          ? Problem.unauthenticated("missing_token", "Missing bearer token")
          : Problem.forbidden(
              "account_required", "The operator has no account; sign in as a user for this");
    }
    return true;
  }

  private static boolean isMarked(HandlerMethod method) {
    return method.hasMethodAnnotation(AccountRequired.class)
        || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), AccountRequired.class);
  }

  private static boolean isOperator() {
    return SecurityContextHolder.getContext().getAuthentication()
            instanceof CallerAuthentication known
        && known.getPrincipal().operator();
  }
}
