package dev.atelier.providers;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project elsewhere that signs people in and gives them tokens.
 *
 * <p>Thread-safe; calls block, best on a virtual thread, and fail with a {@link ProviderException}.
 */
public interface TokenIssuer {

  /** Somebody whom the project knows. */
  record Person(UUID id, @Nullable String email, @Nullable String name) {}

  /** What its tokens name as their issuer. */
  String issuer();

  /** The public keys of its tokens: a JSON Web Key Set, not checked. */
  String keys();

  /** Whom the project gave that token; empty when it does not hold. */
  Optional<Person> holder(String token);

  /** Who has that address and password; empty for nobody. */
  Optional<Person> signIn(String email, String password);

  /**
   * Where a browser signs in with another provider, and comes back from with its tokens.
   *
   * @param redirect where to, which the caller has checked
   */
  String signInUrl(String provider, String redirect);
}
