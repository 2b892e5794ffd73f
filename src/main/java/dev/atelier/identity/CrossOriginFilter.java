package dev.atelier.identity;

import static java.util.stream.Collectors.joining;

import dev.atelier.http.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps pages of other origins from driving this server, and lets the listed ones (CORS) in. One
 * list decides both.
 */
class CrossOriginFilter extends OncePerRequestFilter {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> ELSEWHERE = Set.of("cross-site", "same-site");

  private static final String ALLOWED =
      "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Request-Id, apikey,"
          + " X-Client-Info, X-Supabase-Api-Version";

  private final Exposure exposure;
  private final Origins origins;
  private final String allowed;

  CrossOriginFilter(Exposure exposure, Origins origins, List<String> more) {
    this.exposure = exposure;
    this.origins = origins;
    this.allowed = Stream.concat(Stream.of(ALLOWED), more.stream()).collect(joining(", "));
  }

  static boolean isReading(HttpServletRequest request) {
    return READING.contains(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.addHeader("Vary", "Origin");
    if (!exposure.tokenRequired(request) && !exposure.knowsHost(request)) {
      throw Problem.forbidden(
          "host_not_allowed",
          "This server does not go by the name in the Host header; BASE_URL can name it");
    }
    String origin = Origins.of(request);
    if (origin == null ? drivenFromElsewhere(request) : !origins.allows(request, origin)) {
      throw notAllowed();
    }
    if (origin != null) {
      allow(origin, response);
    }
    if (isPreflight(request, origin)) {
      answerPreflight(response, allowed);
      return;
    }
    chain.doFilter(request, response);
  }

  static Problem notAllowed() {
    return Problem.forbidden(
        "origin_not_allowed",
        "A page of this origin may not call this server; CORS_ORIGINS and BASE_URL list those that"
            + " may");
  }

  // Browsers name no origin for an image or a form from elsewhere, but say that it is from there.
  private static boolean drivenFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null
        && ELSEWHERE.contains(site)
        && (!isReading(request) || wantsEvents(request));
  }

  private static boolean wantsEvents(HttpServletRequest request) {
    String accept = request.getHeader("Accept");
    return accept != null && accept.contains("text/event-stream");
  }

  private static boolean isPreflight(HttpServletRequest request, @Nullable String origin) {
    return origin != null
        && request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  private static void allow(String origin, HttpServletResponse response) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader(
        "Access-Control-Expose-Headers",
        "Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Idempotency-Replayed,"
            + " Content-Disposition");
  }

  private static void answerPreflight(HttpServletResponse response, String allowed) {
    response.addHeader("Vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
    response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
    response.setHeader("Access-Control-Allow-Headers", allowed);
    response.setHeader("Access-Control-Max-Age", "600");
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
