package dev.atelier.posters;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

  private Placeholders() {}

  static Set<String> of(List<String> columns) {
    Set<String> names = new HashSet<>(PROFILE_FIELDS);
    names.addAll(columns);
    return names;
  }
}
