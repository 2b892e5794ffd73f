package dev.atelier.posters;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names in a template stand for a value: the columns and what a profile may tell. */
final class Placeholders {

  /** The fields of a profile that a template may name though no column has them. */
  static final Set<String> PROFILE_FIELDS =
      Set.of(
          "username",
          "user_id",
          "display_name",
          "first_name",
          "last_name",
          "profile_pic",
          "bio",
          "linkedin_url",
          "instagram_url",
          "twitter_url",
          "timezone",
          "total_bookings",
          "total_reviews",
          "total_ratings",
          "average_rating",
          "expertise_count",
          "expertise_category",
          "testimonials_count",
          "ai_testimonial_summary",
          "meta_image",
          "join_date");

  /** What stands in braces and could be the name of a field. */
  private static final Pattern NAME = Pattern.compile("\\{([A-Za-z_][A-Za-z0-9_]{0,99})}");

  /** Fields of the lists in a profile, such as {@code services_0_title}. */
  private static final Pattern LISTED =
      Pattern.compile("(?:services|badges|liked_properties)(?:_[0-9]{1,2}(?:_[a-z_]+)?)?");

  private Placeholders() {}

  /**
   * The names that a template may use.
   *
   * @param columns empty where people are named by username or id alone: then whatever is in braces
   *     is a field of their profiles
   */
  static Set<String> of(List<String> columns, String template) {
    Set<String> names = new HashSet<>(PROFILE_FIELDS);
    names.addAll(columns);
    NAME.matcher(template)
        .results()
        .map(found -> found.group(1))
        .filter(name -> columns.isEmpty() || LISTED.matcher(name).matches())
        .forEach(names::add);
    return names;
  }
}
