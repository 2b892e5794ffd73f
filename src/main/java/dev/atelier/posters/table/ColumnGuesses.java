package dev.atelier.posters.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guesses which columns mean what, by what such columns are usually called. */
public final class ColumnGuesses {

  /** Usual names, without spaces, {@code _} and {@code -}; the likeliest first. */
  private static final Map<String, List<String>> USUAL = new LinkedHashMap<>();

  static {
    USUAL.put("username", List.of("username", "handle", "login", "screenname", "user"));
    USUAL.put("user_id", List.of("userid", "id"));
    USUAL.put("display_name", List.of("displayname", "name", "fullname"));
    USUAL.put(
        "profile_pic",
        List.of("profilepic", "profilepicture", "avatar", "image", "photo", "picture"));
  }

  private ColumnGuesses() {}

  /** Columns by what they mean; what no column is called is left out. */
  public static Map<String, String> of(Collection<String> columns) {
    Map<String, String> guesses = new LinkedHashMap<>();
    USUAL.forEach((meaning, names) -> {
      for (String name : names) {
        for (String column : columns) {
          if (plain(column).equals(name)) {
            guesses.putIfAbsent(meaning, column);
          }
        }
      }
    });
    return guesses;
  }

  private static String plain(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
  }
}
