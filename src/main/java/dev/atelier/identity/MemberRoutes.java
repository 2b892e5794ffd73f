package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The routes of the video studio, whose callers are members. */
public final class MemberRoutes {

  static final List<String> PATTERNS =
      List.of("/videos/**", "/users/**", "/generate-video", "/generation-status", "/api/videos/**");

  static final RequestMatcher MATCHER = matcher(PATTERNS.toArray(String[]::new));

  private MemberRoutes() {}

  /** Whether the request is for the video studio. */
  public static boolean matches(HttpServletRequest request) {
    return MATCHER.matches(request);
  }

  static RequestMatcher matcher(String... patterns) {
    return new OrRequestMatcher(
        Arrays.stream(patterns)
            .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
            .toList());
  }
}
