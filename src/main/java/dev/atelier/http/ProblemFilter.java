package dev.atelier.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request its id and turns whatever the filters behind it throw into a problem, so that
 * a filter can refuse a request by throwing one.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemFilter extends OncePerRequestFilter {

  private final Failures failures;

  ProblemFilter(Failures failures) {
    this.failures = failures;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = RequestIds.of(request);
    MDC.put(RequestIds.LOG_KEY, id);
    try {
      response.setHeader(RequestIds.HEADER, id);
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException e) {
      failures.answer(request, response, e);
    } finally {
      MDC.remove(RequestIds.LOG_KEY);
    }
  }
}
