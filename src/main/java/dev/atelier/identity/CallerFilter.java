package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells Spring Security who is calling. A bad proof matters only where a proof is asked for. */
class CallerFilter extends OncePerRequestFilter {

  private static final String REFUSAL = CallerFilter.class.getName();

  private final Callers callers;
  private final RequestMatcher open;

  /**
   * @param open what anybody may call; whoever does is nobody there, not even the operator
   */
  CallerFilter(Callers callers, RequestMatcher open) {
    this.callers = callers;
    this.open = open;
  }

  /** Why the caller of this request is not known. */
  static RuntimeException refusal(HttpServletRequest request, Callers callers) {
    return request.getAttribute(REFUSAL) instanceof RuntimeException failure
        ? failure
        : callers.missing();
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return open.matches(request);
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      Caller caller = callers.find(request);
      if (caller != null) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller));
        SecurityContextHolder.setContext(context);
      }
    } catch (Problem | DataAccessException refused) {
      request.setAttribute(REFUSAL, refused);
    }
    chain.doFilter(request, response);
  }
}
