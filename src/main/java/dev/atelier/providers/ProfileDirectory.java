package dev.atelier.providers;

import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows the public profiles of people by their username or id.
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

  /**
   * Looks a person up by id.
   *
   * @param userId above 0
   * @throws ProviderException rejected with code {@code profile_not_found} when nobody has that id,
   *     otherwise by the kind of failure
   */
  Profile findById(long userId);

  /** Whether profiles are made up on this machine rather than looked up. */
  boolean offline();

  /**
   * A person's profile.
   *
   * @param userId the directory's id of the person, above 0; null where the answer has none that is
   *     usable
   * @param username the name as the directory writes it
   * @param fields further fields by name ({@code display_name}, {@code profile_pic}, {@code bio},
   *     …); absent fields have no entry. Neither names nor values hold NUL or half a character,
   *     which no database keeps
   */
  record Profile(@Nullable Long userId, String username, Map<String, String> fields) {
    public Profile {
      username = storable(username);
      Map<String, String> kept = LinkedHashMap.newLinkedHashMap(fields.size());
      fields.forEach((name, value) -> kept.put(storable(name), storable(value)));
      fields = Map.copyOf(kept);
    }

    private static String storable(String text) {
      String whole = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
      CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
      return utf8.canEncode(whole)
          ? whole
          : new String(whole.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
  }
}
