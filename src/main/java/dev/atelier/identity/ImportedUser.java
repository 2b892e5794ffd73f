package dev.atelier.identity;

import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A user of an older service, as its database has it. */
record ImportedUser(
    UUID id,
    String username,
    String email,
    String passwordHash,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable OffsetDateTime createdAt) {

  private static final Pattern BCRYPT = Pattern.compile("\\$2[aby]\\$\\d\\d\\$[./0-9A-Za-z]{53}");

  /** Whether the password can be checked here too. */
  boolean hasKnownHash() {
    return BCRYPT.matcher(passwordHash).matches();
  }

  /** What its address is compared by; addresses that would not be accepted today are kept. */
  String foldedEmail() {
    EmailAddress address = EmailAddress.parse(email);
    return address == null ? Username.fold(email) : address.folded();
  }

  // The hash must not reach a log through a printed record.
  @Override
  public String toString() {
    return "ImportedUser[" + id + "]";
  }
}
