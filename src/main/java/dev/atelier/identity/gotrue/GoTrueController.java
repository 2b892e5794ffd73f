package dev.atelier.identity.gotrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.http.Problem;
import dev.atelier.identity.Account;
import dev.atelier.identity.AccountDetails;
import dev.atelier.identity.Accounts;
import dev.atelier.identity.Caller;
import dev.atelier.identity.ClientAddress;
import dev.atelier.identity.Logins;
import dev.atelier.identity.Logins.Scope;
import dev.atelier.identity.UserId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Signing up, in and out as GoTrue does it. */
@RestController
@RequestMapping("/auth/v1")
@EmbeddedOnly
class GoTrueController {

  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+) *");

  private final Accounts accounts;
  private final Logins logins;
  private final ClientAddress addresses;
  private final GoTrueAnswers answers;

  GoTrueController(
      Accounts accounts, Logins logins, ClientAddress addresses, GoTrueAnswers answers) {
    this.accounts = accounts;
    this.logins = logins;
    this.addresses = addresses;
    this.answers = answers;
  }

  @PostMapping("/signup")
  Map<String, Object> signUp(@RequestBody Form form) {
    Form.Checked checked = form.withPassword();
    Account account =
        accounts.createNamed(checked.email(), checked.password(), Metadata.of(form.data()));
    return session(logins.open(account));
  }

  @PostMapping("/token")
  Map<String, Object> token(
      @RequestParam("grant_type") String grant,
      @RequestBody Form form,
      HttpServletRequest request) {
    return switch (grant) {
      case "password" -> {
        Form.Checked checked = form.withPassword();
        yield session(
            logins.open(
                accounts.signInByEmail(
                    checked.email(), checked.password(), addresses.of(request))));
      }
      case "refresh_token" -> session(logins.renew(form.renewal()));
      default -> throw Problem.malformed("unsupported_grant_type", "Unsupported grant_type");
    };
  }

  @GetMapping("/user")
  Map<String, Object> user(
      @RequestHeader(value = "Authorization", required = false) @Nullable String authorization) {
    return answers.user(details(caller(authorization).id()));
  }

  @PutMapping("/user")
  Map<String, Object> change(
      @RequestHeader(value = "Authorization", required = false) @Nullable String authorization,
      @RequestBody Form form) {
    Caller caller = caller(authorization);
    AccountDetails known = details(caller.id());
    String email = form.email();
    if (email != null && !email.equalsIgnoreCase(known.account().email())) {
      throw Problem.invalid(
          "email_change_unsupported", "The e-mail address of an account cannot be changed");
    }
    String metadata = Metadata.of(form.data());
    Metadata.refuseTooLong(known.metadata(), metadata);
    String password = form.password();
    if (password != null) {
      accounts.changePassword(caller.id(), password);
      logins.end(caller, Scope.OTHERS);
    }
    if (metadata != null) {
      accounts.addMetadata(caller.id(), metadata);
    }
    return answers.user(details(caller.id()));
  }

  @PostMapping("/logout")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void logout(
      @RequestHeader(value = "Authorization", required = false) @Nullable String authorization,
      @RequestParam(defaultValue = "global") String scope) {
    Caller caller = caller(authorization);
    logins.end(
        caller,
        switch (scope.toLowerCase(Locale.ROOT)) {
          case "global" -> Scope.GLOBAL;
          case "local" -> Scope.LOCAL;
          case "others" -> Scope.OTHERS;
          default -> throw Problem.malformed("validation_failed", "Unsupported logout scope");
        });
  }

  private Map<String, Object> session(Logins.Login login) {
    return answers.session(login, details(login.account().id()));
  }

  private AccountDetails details(UserId id) {
    return accounts
        .details(id)
        .orElseThrow(
            () -> Problem.forbidden("user_not_found", "User from sub claim does not exist"));
  }

  private Caller caller(@Nullable String authorization) {
    Matcher bearer = BEARER.matcher(authorization == null ? "" : authorization);
    if (!bearer.matches()) {
      throw Problem.unauthenticated(
          "no_authorization", "This endpoint requires a valid Bearer token");
    }
    return logins.caller(bearer.group(1));
  }

  /** What clients send; which of it is there depends on what they want. */
  record Form(
      @Nullable String email,
      @Nullable String password,
      @JsonProperty("refresh_token") @Nullable String refreshToken,
      @Nullable JsonNode data) {

    record Checked(String email, String password) {

      // The password must not reach a log through a printed record.
      @Override
      public String toString() {
        return "Checked";
      }
    }

    Checked withPassword() {
      if (email == null || email.isBlank()) {
        throw Problem.malformed("validation_failed", "An email address is required");
      }
      if (password == null || password.isEmpty()) {
        throw Problem.malformed("validation_failed", "A password is required");
      }
      return new Checked(email, password);
    }

    String renewal() {
      if (refreshToken == null || refreshToken.isBlank()) {
        throw Problem.malformed("validation_failed", "refresh_token is required");
      }
      return refreshToken.strip();
    }

    // Nor must this one, or the token.
    @Override
    public String toString() {
      return "Form";
    }
  }
}
