package dev.atelier.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses bodies that are too long, before they are read where the client says their length. */
@Component
@Order(BodyLimitFilter.AFTER_SECURITY)
class BodyLimitFilter extends OncePerRequestFilter {

  // Spring Security's filter is at -100: who may not come in need not be told what is too long.
  static final int AFTER_SECURITY = -50;

  private final MappedRoutes routes;
  private final long forJson;
  private final long forMultipart;

  BodyLimitFilter(MappedRoutes routes, LimitProperties limits, MultipartProperties multipart) {
    this.routes = routes;
    this.forJson = limits.maxBody().toBytes();
    this.forMultipart = multipart.getMaxRequestSize().toBytes();
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    refuseCompressed(request.getHeader("Content-Encoding"));
    boolean chunked = request.getHeader("Transfer-Encoding") != null;
    if (!chunked && request.getContentLengthLong() <= 0) {
      chain.doFilter(request, response);
      return;
    }
    long limit = limit(request);
    if (request.getContentLengthLong() > limit) {
      throw tooLong(limit);
    }
    chain.doFilter(
        chunked
            ? new BodyRequest(request, new CountedStream(request.getInputStream(), limit))
            : request,
        response);
  }

  static Problem tooLong(long limit) {
    return Problem.tooLarge(
            "body_too_large",
            "The body is longer than the " + limit + " bytes that this route takes")
        .withHeader("Connection", "close");
  }

  /** The longest body that the route of this request takes. */
  long limit(HttpServletRequest request) {
    return routes.maxBody(request).orElse(isMultipart(request) ? forMultipart : forJson);
  }

  static boolean isMultipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  private static void refuseCompressed(@Nullable String encoding) {
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      throw RequestFailures.ofStatus(415, HttpHeaders.EMPTY, null)
          .withHeader("Accept-Encoding", "identity");
    }
  }
}
