package dev.atelier.providers.sandbox;

import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProviderException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Makes a profile up from the name alone: the same name has the same profile on every machine and
 * after every restart.
 */
final class OfflineProfileDirectory implements ProfileDirectory {

  private static final List<String> EXPERTISE =
      List.of("Design", "Engineering", "Marketing", "Product", "Finance", "Careers", "Data");
  private static final List<String> PROMISES =
      List.of(
          "Helps people take their next step.",
          "Turns ten years of mistakes into one good hour.",
          "Reviews work kindly and to the point.",
          "Makes hard things plain.",
          "Builds teams that like Mondays.");
  private static final int MAX_AVATARS = 1_024;

  private final SandboxProperties properties;
  private final Avatars avatars = new Avatars(MAX_AVATARS);

  OfflineProfileDirectory(SandboxProperties properties) {
    this.properties = properties;
  }

  @Override
  public Profile findByUsername(String username) {
    String name = username.strip();
    Seed seed = Seed.of(name.toLowerCase(Locale.ROOT));
    return made(name, seed.userId(), seed);
  }

  @Override
  public Profile findById(long userId) {
    String number = Long.toString(userId);
    return made("user" + number, userId, Seed.of(number));
  }

  private Profile made(String name, long userId, Seed seed) {
    pause();
    if (properties.failingUsernames().contains(name)) {
      throw ProviderException.unavailable(
          "sandbox_failure", "The offline directory was told to fail for this name", null);
    }
    if (name.isEmpty() || properties.unknownUsernames().contains(name)) {
      throw ProviderException.rejected(
          "profile_not_found", "The offline directory knows nobody of that name");
    }
    return new Profile(userId, name, fields(name, userId, seed));
  }

  private Map<String, String> fields(String name, long userId, Seed seed) {
    List<String> words = words(name);
    String display = String.join(" ", words);
    String expertise = seed.pick("expertise", EXPERTISE);
    Map<String, String> fields = new HashMap<>();
    fields.put("source", "offline");
    fields.put("user_id", Long.toString(userId));
    fields.put("username", name);
    fields.put("display_name", display);
    fields.put("first_name", words.getFirst());
    if (words.size() > 1) {
      fields.put("last_name", String.join(" ", words.subList(1, words.size())));
    }
    fields.put("bio", expertise + ". " + seed.pick("bio", PROMISES));
    fields.put("expertise_category", expertise);
    fields.put("profile_pic", avatars.dataUrl(words, seed));
    fields.put("timezone", "UTC");
    fields.put("total_bookings", Integer.toString(seed.number("bookings", 10, 900)));
    fields.put("total_reviews", Integer.toString(seed.number("reviews", 3, 300)));
    fields.put("total_ratings", Integer.toString(seed.number("ratings", 3, 400)));
    int tenths = seed.number("rating", 40, 50);
    fields.put("average_rating", "%d.%d".formatted(tenths / 10, tenths % 10));
    return fields;
  }

  /** {@code ada.lovelace_42} is Ada Lovelace; a name of other characters only stays as it is. */
  private static List<String> words(String name) {
    List<String> words =
        Arrays.stream(name.split("[^\\p{L}\\p{M}]+"))
            .filter(word -> !word.isEmpty())
            .map(OfflineProfileDirectory::capitalised)
            .collect(Collectors.toList());
    return words.isEmpty() ? List.of(name) : words;
  }

  private static String capitalised(String word) {
    int first = word.offsetByCodePoints(0, 1);
    return word.substring(0, first).toUpperCase(Locale.ROOT) + word.substring(first);
  }

  private void pause() {
    if (properties.delay().isZero()) {
      return;
    }
    try {
      Thread.sleep(properties.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProviderException.unavailable("interrupted", "The lookup was stopped", e);
    }
  }

  @Override
  public boolean offline() {
    return true;
  }
}
