package dev.atelier.identity;

import dev.atelier.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody signs up with. */
public record NewAccount(
    @Nullable String username,
    @Nullable String email,
    @Nullable String password,
    @Nullable String firstName,
    @Nullable String lastName) {

  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_NAME = 100;

  /** The same, after its check. */
  record Checked(
      String username,
      EmailAddress email,
      String password,
      @Nullable String firstName,
      @Nullable String lastName) {

    // The password must not reach a log through a printed record.
    @Override
    public String toString() {
      return "Checked";
    }
  }

  /**
   * @throws Problem 422 that names every field that will not do
   */
  Checked check() {
    String name = username == null ? "" : Username.clean(username);
    EmailAddress address = email == null ? null : EmailAddress.parse(email);
    List<Problem.FieldError> errors = new ArrayList<>();
    add(errors, "username", username == null ? "is required" : Username.fault(name));
    add(errors, "email", fault(email, address));
    add(errors, "password", password == null ? "is required" : fault(password));
    add(errors, "first_name", faultOfName(firstName));
    add(errors, "last_name", faultOfName(lastName));
    if (!errors.isEmpty() || address == null || password == null) {
      throw Problem.invalid(
          "validation_failed",
          errors.stream()
              .map(error -> error.field() + " " + error.message())
              .collect(Collectors.joining("; ")),
          errors);
    }
    return new Checked(name, address, password, firstName, lastName);
  }

  private static void add(List<Problem.FieldError> errors, String field, @Nullable String fault) {
    if (fault != null) {
      errors.add(new Problem.FieldError(field, fault));
    }
  }

  private static @Nullable String fault(@Nullable String email, @Nullable EmailAddress parsed) {
    if (email == null) {
      return "is required";
    }
    return parsed == null ? "is not an e-mail address" : null;
  }

  static @Nullable String fault(String password) {
    if (password.codePointCount(0, password.length()) < SHORTEST_PASSWORD) {
      return "must be at least " + SHORTEST_PASSWORD + " characters";
    }
    // bcrypt takes a NUL for the end, and reads no further than this.
    if (!PlainText.isPlain(password)) {
      return "must have no control characters";
    }
    return password.getBytes(StandardCharsets.UTF_8).length > PasswordHashes.LONGEST
        ? "must be at most " + PasswordHashes.LONGEST + " bytes"
        : null;
  }

  private static @Nullable String faultOfName(@Nullable String name) {
    if (name == null) {
      return null;
    }
    if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
      return "must be at most " + LONGEST_NAME + " characters";
    }
    return PlainText.isPlain(name) ? null : "must have no control characters";
  }

  // The password must not reach a log through a printed record.
  @Override
  public String toString() {
    return "NewAccount";
  }
}
