package dev.atelier.providers;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the public profiles of people by their username.
 *
 * <p>Thread-safe; calls block. Repeatable: a lookup has no effect.
 */
public interface ProfileDirectory {

  /**
   * Looks a person up.
   *
   * @throws ProviderException rejected with code {@code profile_not_found} when nobody has that
   *     name, otherwise by the kind of failure
   */
  Profile findByUsername(String username);

  /** Whether profiles are made up on this machine rather than looked up. */
  boolean offline();

  /**
   * A person's profile.
   *
   * @param userId the directory's id of the person, above 0; null where the answer has none that is
   *     usable
   * @param username the name as the directory writes it
   * @param fields further fields by name ({@code display_name}, {@code profile_pic}, {@code bio},
   *     …); absent fields have no entry
   */
  record Profile(@Nullable Long userId, String username, Map<String, String> fields) {
    public Profile {
      fields = Map.copyOf(fields);
    }
  }
}
