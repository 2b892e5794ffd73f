package dev.atelier.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.http.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts on the wire that clients of the older campaign service know. */
@RestController
@RequestMapping("/api/auth")
class AuthCompatController {

  record Registration(
      @Nullable String username,
      @Nullable String email,
      @Nullable String password,
      @JsonProperty("first_name") @Nullable String firstName,
      @JsonProperty("last_name") @Nullable String lastName) {

    NewAccount account() {
      return new NewAccount(username, email, password, firstName, lastName);
    }

    // The password must not reach a log through a printed record.
    @Override
    public String toString() {
      return "Registration";
    }
  }

  record Login(@NotNull String username, @NotNull String password) {

    // Nor must this one.
    @Override
    public String toString() {
      return "Login";
    }
  }

  record Token(
      @JsonProperty("access_token") String accessToken,
      @JsonProperty("token_type") String tokenType,
      @JsonProperty("user_id") UUID userId,
      String username) {

    @Override
    public String toString() {
      return "Token";
    }
  }

  record LoggedOut(String message, String status) {}

  record User(
      UUID id,
      String username,
      String email,
      @JsonProperty("first_name") @Nullable String firstName,
      @JsonProperty("last_name") @Nullable String lastName) {}

  private final Accounts accounts;
  private final AccessTokens tokens;
  private final Callers callers;
  private final ClientAddress addresses;
  private final IdentityProperties settings;

  AuthCompatController(
      Accounts accounts,
      AccessTokens tokens,
      Callers callers,
      ClientAddress addresses,
      IdentityProperties settings) {
    this.accounts = accounts;
    this.tokens = tokens;
    this.callers = callers;
    this.addresses = addresses;
    this.settings = settings;
  }

  @PostMapping({"/register", "/register/"})
  @ResponseStatus(HttpStatus.CREATED)
  Token register(@RequestBody Registration form) {
    return token(accounts.create(form.account()));
  }

  @PostMapping({"/login", "/login/"})
  Token login(@Valid @RequestBody Login form, HttpServletRequest request) {
    return token(accounts.signIn(form.username(), form.password(), addresses.of(request)));
  }

  @PostMapping({"/logout", "/logout/"})
  @AccountRequired
  LoggedOut logout(Caller caller) {
    tokens.revoke(Objects.requireNonNull(caller.token()));
    return new LoggedOut("Successfully logged out", "success");
  }

  @GetMapping({"/me", "/me/"})
  @AccountRequired
  User me(Caller caller, HttpServletRequest request) {
    return accounts
        .find(caller.id())
        .map(AuthCompatController::user)
        .or(() ->
            Optional.ofNullable(callers.memberOfSession(request)).map(AuthCompatController::user))
        .orElseThrow(() -> Problem.notFound("User not found"));
  }

  private static User user(Account account) {
    return new User(
        account.id().value(),
        account.username(),
        account.email(),
        account.firstName(),
        account.lastName());
  }

  private static User user(Member member) {
    return new User(
        member.id().value(), PageLogins.name(member), PageLogins.email(member), null, null);
  }

  private Token token(Account account) {
    return new Token(
        tokens.issue(account, settings.accessTokenLife()),
        "bearer",
        account.id().value(),
        account.username());
  }
}
