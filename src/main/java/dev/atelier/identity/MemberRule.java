package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Keeps who is no member out of the video studio, but for the routes that say they are open, and
 * hands controllers the {@link Member} they ask for.
 */
class MemberRule implements HandlerInterceptor, HandlerMethodArgumentResolver {

  // Asked of every request, and each time read from the annotations of the class anew.
  private final Map<MethodParameter, Boolean> optional = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && MemberRoutes.MATCHER.matches(request)
        && !method.hasMethodAnnotation(OpenRoute.class)) {
      List<MethodParameter> asked = parameters(method, Member.class);
      Member member = MemberFilter.member(request);
      if (member == null && asked.stream().noneMatch(this::isOptional)) {
        refuseStranger(request, asked.isEmpty());
      }
    }
    return true;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.nestedIfOptional().getNestedParameterType() == Member.class;
  }

  @Override
  public @Nullable Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    Member member = http == null ? null : MemberFilter.member(http);
    if (parameter.getParameterType() == Optional.class) {
      return Optional.ofNullable(member);
    }
    if (member == null && !isOptional(parameter)) {
      throw missing();
    }
    return member;
  }

  private boolean isOptional(MethodParameter parameter) {
    return optional.computeIfAbsent(parameter, MethodParameter::isOptional);
  }

  // A route that asks for no member may still be one of the operator's.
  private static void refuseStranger(HttpServletRequest request, boolean operatorToo) {
    boolean operator =
        SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
            && known.getPrincipal().operator();
    if (!operator || (!operatorToo && request.getHeader("Authorization") == null)) {
      throw missing();
    }
    if (!operatorToo) {
      throw Problem.forbidden(
          "account_required", "The operator has no account; sign in as a user for this");
    }
  }

  private static Problem missing() {
    return Problem.unauthenticated("missing_token", "Missing bearer token");
  }

  private static List<MethodParameter> parameters(HandlerMethod method, Class<?> type) {
    return Arrays.stream(method.getMethodParameters())
        .filter(it -> it.nestedIfOptional().getNestedParameterType() == type)
        .toList();
  }
}
