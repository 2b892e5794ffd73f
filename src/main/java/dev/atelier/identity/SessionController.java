package dev.atelier.identity;

import dev.atelier.http.Problem;
import dev.atelier.identity.PageLogins.PageLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
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

/**
 * Lets the page turn a password, or the operator's token, into a cookie, which images and event
 * streams carry.
 */
@RestController
@RequestMapping("/api/session")
class SessionController {

  record SignIn(
      @Size(max = 1000) @Nullable String token,
      @Nullable String username,
      @Nullable String password) {

    // The secrets must not reach a log through a printed record.
    @Override
    public String toString() {
      return "SignIn";
    }
  }

  /**
   * Who has signed in.
   *
   * @param member whether the video studio knows them too
   */
  record User(String username, String email, boolean member) {}

  /**
   * What the page has to know.
   *
   * @param tokenRequired whether a caller from there must prove who it is
   * @param members where the members of the video studio sign in
   * @param account of the user who has signed in; null for the operator
   */
  record Session(
      boolean signedIn,
      boolean operator,
      boolean tokenRequired,
      MemberSource members,
      @Nullable User account) {}

  private final Callers callers;
  private final Exposure exposure;
  private final OperatorToken token;
  private final AccessTokens accessTokens;
  private final Accounts accounts;
  private final PageLogins logins;
  private final SignInLimit limit;
  private final ClientAddress addresses;

  SessionController(
      Callers callers,
      Exposure exposure,
      OperatorToken token,
      AccessTokens accessTokens,
      Accounts accounts,
      PageLogins logins,
      SignInLimit limit,
      ClientAddress addresses) {
    this.callers = callers;
    this.exposure = exposure;
    this.token = token;
    this.accessTokens = accessTokens;
    this.accounts = accounts;
    this.logins = logins;
    this.limit = limit;
    this.addresses = addresses;
  }

  @GetMapping
  Session show(HttpServletRequest request) {
    Caller caller = known(request);
    if (caller == null || caller.operator()) {
      return session(request, caller, null);
    }
    User user = user(request, caller);
    return session(request, user == null ? null : caller, user);
  }

  @PostMapping
  ResponseEntity<Session> signIn(@Valid @RequestBody SignIn form, HttpServletRequest request) {
    String address = addresses.of(request);
    if (form.username() != null && form.password() != null) {
      PageLogin login = logins.signIn(form.username(), form.password(), address);
      Session session =
          session(
              request,
              new Caller(login.id(), false),
              new User(login.name(), login.email(), login.member()));
      return withCookie(request, login.cookie(), PageLogins.LIFE, session);
    }
    if (form.token() == null || form.token().isBlank()) {
      throw Problem.invalid(
          "validation_failed",
          "username and password are required, or the operator's token",
          new Problem.FieldError(form.username() == null ? "username" : "password", "is required"));
    }
    String typed = form.token();
    if (limit.attempt(SignInRepository.OPERATOR, address, () -> operator(typed)) == null) {
      throw AccessTokens.refused("Invalid token");
    }
    Session session = session(request, Caller.OPERATOR, null);
    return withCookie(request, token.newSession(), OperatorToken.SESSION, session);
  }

  @DeleteMapping
  ResponseEntity<Session> signOut(HttpServletRequest request) {
    Caller caller = known(request);
    if (caller != null && caller.token() != null) {
      accessTokens.revoke(caller.token());
    }
    Caller left = exposure.tokenRequired(request) ? null : Caller.OPERATOR;
    return withCookie(request, "", Duration.ZERO, session(request, left, null));
  }

  private @Nullable User user(HttpServletRequest request, Caller caller) {
    Account account = accounts.find(caller.id()).orElse(null);
    if (account != null) {
      boolean here = logins.members() == MemberSource.ACCOUNTS;
      return new User(account.username(), account.email(), here);
    }
    Member member = callers.memberOfSession(request);
    return member == null
        ? null
        : new User(PageLogins.name(member), PageLogins.email(member), true);
  }

  private @Nullable Caller operator(String typed) {
    return token.matches(typed) ? Caller.OPERATOR : null;
  }

  private @Nullable Caller known(HttpServletRequest request) {
    try {
      return callers.find(request);
    } catch (Problem _) {
      return null;
    }
  }

  private Session session(
      HttpServletRequest request, @Nullable Caller caller, @Nullable User user) {
    return new Session(
        caller != null,
        caller != null && caller.operator(),
        exposure.tokenRequired(request),
        logins.members(),
        user);
  }

  private static ResponseEntity<Session> withCookie(
      HttpServletRequest request, String value, Duration age, Session session) {
    ResponseCookie cookie =
        ResponseCookie.from(Callers.COOKIE, value)
            .httpOnly(true)
            .secure(Origins.isEncrypted(request))
            .sameSite("Strict")
            .path("/")
            .maxAge(age)
            .build();
    return ResponseEntity.ok().header(HttpHeaders.SET_COOKIE, cookie.toString()).body(session);
  }
}
