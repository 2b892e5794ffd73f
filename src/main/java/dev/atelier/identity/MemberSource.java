package dev.atelier.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.atelier.providers.TokenIssuer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the members of the video studio have their accounts, and so how they sign in. */
enum MemberSource {
  /** Here, as everybody else. */
  ACCOUNTS,
  /** At a project that our page can ask about a password. */
  PROJECT,
  /** At one that we know the tokens of only; whoever has none cannot get one here. */
  TOKENS;

  static MemberSource of(@Nullable MemberTokens elsewhere, @Nullable TokenIssuer project) {
    if (elsewhere == null) {
      return ACCOUNTS;
    }
    return project == null ? TOKENS : PROJECT;
  }

  @JsonValue
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
