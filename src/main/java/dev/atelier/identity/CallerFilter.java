package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells Spring Security who is calling. A bad proof matters only where a proof is asked for. */
class CallerFilter extends OncePerRequestFilter {

  private static final String REFUSAL = CallerFilter.class.getName();

  private final Callers callers;

  CallerFilter(Callers callers) {
    this.callers = callers;
  }

  /** Why the caller of this request is not known. */
  static Problem refusal(HttpServletRequest request, Callers callers) {
    return request.getAttribute(REFUSAL) instanceof Problem problem ? problem : callers.missing();
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
    } catch (Problem refused) {
      request.setAttribute(REFUSAL, refused);
    }
    chain.doFilter(request, response);
  }
}
