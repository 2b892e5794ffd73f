package dev.atelier.identity.signature;

import dev.atelier.http.Problem;
import dev.atelier.identity.MemberRoutes;
import dev.atelier.identity.Origins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * The video studio for our own page, which cannot keep a secret to sign with: {@code
 * /api/backend/<path>} is {@code <path>}, and counts as signed because the browser says that our
 * page has asked. Runs before anything looks at the path.
 */
@Component
@Order(BackendFilter.BEFORE_SECURITY)
class BackendFilter extends OncePerRequestFilter {

  // Spring Security's filter is at -100.
  static final int BEFORE_SECURITY = -110;

  private static final String PREFIX = "/api/backend";
  private static final String OWN_PAGE = BackendFilter.class.getName();
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Origins origins;

  BackendFilter(Origins origins) {
    this.origins = origins;
  }

  /** Whether our own page sent the request. */
  static boolean isOfOwnPage(HttpServletRequest request) {
    return request.getAttribute(OWN_PAGE) != null;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith(PREFIX + "/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpServletRequest meant = new Meant(request);
    if (!MemberRoutes.matches(meant) && !meant.getRequestURI().startsWith("/media/")) {
      throw Problem.notFound("The video studio has nothing at this path");
    }
    if (!READING.contains(request.getMethod()) && !origins.isOwnPage(request)) {
      throw Problem.forbidden(
          "origin_not_allowed",
          "Only the page of this server may call this path; others sign their requests");
    }
    meant.setAttribute(OWN_PAGE, Boolean.TRUE);
    chain.doFilter(meant, response);
  }

  /** The request without the prefix. */
  private static final class Meant extends HttpServletRequestWrapper {

    private final String path;

    Meant(HttpServletRequest request) {
      super(request);
      this.path = request.getRequestURI().substring(PREFIX.length());
    }

    @Override
    public String getRequestURI() {
      return path;
    }

    @Override
    public StringBuffer getRequestURL() {
      StringBuffer url = super.getRequestURL();
      int start = url.indexOf(PREFIX + "/");
      return start < 0 ? url : url.delete(start, start + PREFIX.length());
    }

    @Override
    public String getServletPath() {
      return UriUtils.decode(path, StandardCharsets.UTF_8);
    }
  }
}
