package dev.atelier.identity.signature;

import dev.atelier.http.BodyRequest;
import dev.atelier.http.Problem;
import dev.atelier.http.Routes;
import dev.atelier.identity.MemberRoutes;
import dev.atelier.identity.OpenRoute;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * Refuses requests that change something in the video studio and are not signed, where there is a
 * secret to sign with. What fails here is no matter of signing in, and must not end a session: the
 * answers say so. Runs after the limit of bodies and before idempotency keys.
 */
@Component
@Order(SignatureFilter.AFTER_BODY_LIMIT)
class SignatureFilter extends OncePerRequestFilter {

  static final int AFTER_BODY_LIMIT = -49;

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{10}");

  private final SignatureProperties settings;
  private final RequestSignature signatures;
  private final SeenSignatures seen;
  private final Routes routes;
  private final Clock clock;

  SignatureFilter(SignatureProperties settings, SeenSignatures seen, Routes routes, Clock clock) {
    this.settings = settings;
    // Without a secret nothing is compared with it.
    this.signatures = new RequestSignature(settings.secret().isEmpty() ? "-" : settings.secret());
    this.seen = seen;
    this.routes = routes;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return settings.secret().isEmpty()
        || READING.contains(request.getMethod())
        || !MemberRoutes.matches(request)
        || BackendFilter.isOfOwnPage(request)
        || routes.isMarked(request, OpenRoute.class);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readAllBytes();
    String signature = check(request, body);
    if (request.getQueryString() != null) {
      throw Problem.malformed(
          "query_not_signed", "A signed request has no query, since no signature is about it");
    }
    Principal caller = request.getUserPrincipal();
    // Until no clock that differs by the allowed time finds it good any more.
    Duration life = settings.ttl().multipliedBy(2);
    if (!seen.add(signature, caller == null ? "" : caller.getName(), life)) {
      throw Problem.conflict(
          "replayed_request", "This request was sent before; sign it again to repeat it");
    }
    chain.doFilter(new BodyRequest(request, new ByteArrayInputStream(body)), response);
  }

  private String check(HttpServletRequest request, byte[] body) {
    String signature = only(request, settings.header());
    String time = only(request, settings.timestampHeader());
    if (signature == null || time == null) {
      throw refused("Missing request signature headers");
    }
    if (!SECONDS.matcher(time).matches()) {
      throw refused("Invalid signature timestamp");
    }
    if (Math.abs(clock.instant().getEpochSecond() - Long.parseLong(time))
        > settings.ttl().toSeconds()) {
      throw refused("Signature timestamp expired");
    }
    String path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
    String right = signatures.of(time, request.getMethod(), path, body);
    if (!RequestSignature.same(right, signature)) {
      throw refused("Invalid request signature");
    }
    return right;
  }

  private static @Nullable String only(HttpServletRequest request, String header) {
    List<String> values = Collections.list(request.getHeaders(header));
    return values.size() == 1 && !values.getFirst().isEmpty() ? values.getFirst() : null;
  }

  private static Problem refused(String detail) {
    return Problem.unauthenticated("invalid_signature", detail)
        .withHeader("WWW-Authenticate", "InstaVeo-HMAC");
  }
}
