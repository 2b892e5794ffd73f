package dev.atelier.identity;

import dev.atelier.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets the page turn the operator's token into a cookie, which images and event streams carry. */
@RestController
@RequestMapping("/api/session")
class SessionController {

  private static final int ATTEMPTS = 10;

  record SignIn(@NotBlank @Size(max = 1000) String token) {

    // The token must not reach a log through a printed record.
    @Override
    public String toString() {
      return "SignIn";
    }
  }

  /**
   * What the page has to know.
   *
   * @param tokenRequired whether a caller from there must prove who it is
   */
  record Session(boolean signedIn, boolean operator, boolean tokenRequired) {}

  private final Callers callers;
  private final Exposure exposure;
  private final OperatorToken token;
  private final SignInRepository attempts;

  SessionController(
      Callers callers, Exposure exposure, OperatorToken token, SignInRepository attempts) {
    this.callers = callers;
    this.exposure = exposure;
    this.token = token;
    this.attempts = attempts;
  }

  @GetMapping
  Session show(HttpServletRequest request) {
    return session(request, known(request));
  }

  @PostMapping
  ResponseEntity<Session> signIn(@Valid @RequestBody SignIn form, HttpServletRequest request) {
    String address = ClientAddress.of(request);
    SignInRepository.Window window = attempts.count(address);
    if (window.attempts() > ATTEMPTS) {
      throw Problem.throttled(
          "too_many_sign_ins", "Too many attempts to sign in; wait a while", window.remaining());
    }
    if (!token.matches(form.token())) {
      throw Problem.unauthenticated("invalid_token", "Invalid token")
          .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }
    attempts.forget(address);
    return withCookie(request, token.newSession(), OperatorToken.SESSION, Caller.OPERATOR);
  }

  @DeleteMapping
  ResponseEntity<Session> signOut(HttpServletRequest request) {
    return withCookie(
        request, "", Duration.ZERO, exposure.tokenRequired(request) ? null : Caller.OPERATOR);
  }

  private @Nullable Caller known(HttpServletRequest request) {
    try {
      return callers.find(request);
    } catch (Problem _) {
      return null;
    }
  }

  private Session session(HttpServletRequest request, @Nullable Caller caller) {
    return new Session(
        caller != null, caller != null && caller.operator(), exposure.tokenRequired(request));
  }

  private ResponseEntity<Session> withCookie(
      HttpServletRequest request, String value, Duration age, @Nullable Caller caller) {
    ResponseCookie cookie =
        ResponseCookie.from(Callers.COOKIE, value)
            .httpOnly(true)
            .secure(Origins.isEncrypted(request))
            .sameSite("Strict")
            .path("/")
            .maxAge(age)
            .build();
    return ResponseEntity.ok()
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .body(session(request, caller));
  }
}
