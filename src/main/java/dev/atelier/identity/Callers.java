package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds out who sends a request, from what it carries and where it can come from. */
@Component
class Callers {

  static final String COOKIE = "atelier_session";

  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

  private final Exposure exposure;
  private final Origins origins;
  private final OperatorToken token;
  private final AccessTokens accessTokens;

  Callers(Exposure exposure, Origins origins, OperatorToken token, AccessTokens accessTokens) {
    this.exposure = exposure;
    this.origins = origins;
    this.token = token;
    this.accessTokens = accessTokens;
  }

  /**
   * The caller; null when the request says nothing about it.
   *
   * @throws Problem when what the request says does not hold
   */
  @Nullable Caller find(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Authorization"));
    if (!headers.isEmpty()) {
      String proof = bearer(headers);
      return isOperator(proof) ? Caller.OPERATOR : accessTokens.caller(proof);
    }
    Caller signedIn = ofSession(request);
    if (signedIn != null) {
      refuseUnknownPage(request);
      return signedIn;
    }
    return exposure.tokenRequired(request) ? null : Caller.OPERATOR;
  }

  /** The token in the one Authorization header. */
  static String bearer(List<String> headers) {
    if (headers.size() > 1) {
      throw Problem.malformed("duplicate_authorization", "More than one Authorization header");
    }
    Matcher bearer = BEARER.matcher(headers.getFirst());
    if (!bearer.matches()) {
      throw Problem.unauthenticated("missing_token", "Missing bearer token");
    }
    return bearer.group(1);
  }

  boolean isOperator(String bearer) {
    return token.matches(bearer);
  }

  /** What to tell a caller that is not known. */
  Problem missing() {
    return token.isSet()
        ? Problem.unauthenticated("missing_token", "Missing bearer token")
        : Problem.unauthenticated(
            "missing_token",
            "Missing bearer token; the request came through a proxy, and this server has no"
                + " OPERATOR_TOKEN");
  }

  /**
   * The member whose account is elsewhere that has signed in with our page; null for none.
   *
   * @throws Problem 403 when a page that is not known wants a change
   */
  @Nullable Member memberOfSession(HttpServletRequest request) {
    Member member =
        cookies(request)
            .map(cookie -> member(cookie))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (member != null) {
      refuseUnknownPage(request);
    }
    return member;
  }

  private @Nullable Member member(String cookie) {
    try {
      return accessTokens.member(cookie).orElse(null);
    } catch (Problem _) {
      return null;
    }
  }

  private @Nullable Caller ofSession(HttpServletRequest request) {
    return cookies(request)
        .map(cookie -> ofSession(cookie))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Stream<String> cookies(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Stream.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue);
  }

  // A session that has ended is as good as none.
  private @Nullable Caller ofSession(String cookie) {
    if (token.isSession(cookie)) {
      return Caller.OPERATOR;
    }
    try {
      return accessTokens.caller(cookie);
    } catch (Problem _) {
      return null;
    }
  }

  // The browser adds a cookie by itself, so it counts for a change only on behalf of a known page.
  private void refuseUnknownPage(HttpServletRequest request) {
    String origin = Origins.of(request);
    boolean knownPage =
        origin == null
            ? "same-origin".equals(request.getHeader("Sec-Fetch-Site"))
            : origins.allows(request, origin);
    if (!CrossOriginFilter.isReading(request) && !knownPage) {
      throw CrossOriginFilter.notAllowed();
    }
  }
}
