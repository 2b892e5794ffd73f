package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * The security headers of every response, as defaults: what a controller has set stays.
 *
 * <p>Thread-safe.
 */
public final class ResponseHeaders implements HeaderWriter {

  private static final String PAGE =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
          + " object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
  // ReDoc starts its search in a worker made of a blob.
  private static final String REFERENCE = PAGE + "; worker-src 'self' blob:";

  @Override
  public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
    putIfAbsent(response, "X-Content-Type-Options", "nosniff");
    putIfAbsent(response, "X-Frame-Options", "DENY");
    putIfAbsent(response, "Referrer-Policy", "strict-origin-when-cross-origin");
    putIfAbsent(response, "Cross-Origin-Opener-Policy", "same-origin");
    putIfAbsent(response, "Content-Security-Policy", policy(request));
    putIfAbsent(response, "Cache-Control", "no-store");
  }

  private static String policy(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path != null && path.startsWith("/redoc") ? REFERENCE : PAGE;
  }

  private static void putIfAbsent(HttpServletResponse response, String name, String value) {
    if (!response.containsHeader(name)) {
      response.setHeader(name, value);
    }
  }
}
