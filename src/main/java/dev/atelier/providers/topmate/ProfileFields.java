package dev.atelier.providers.topmate;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads Topmate's answer, whose fields have had several names; the first that is there wins. */
record ProfileFields(JsonNode answer) {

  private static final Map<String, List<String>> ALIASES =
      Map.of(
          "display_name", List.of("display_name", "name"),
          "profile_pic", List.of("profile_pic", "picture", "profile_image"),
          "bio", List.of("bio", "description"),
          "total_bookings", List.of("total_bookings", "bookings_count"),
          "total_reviews", List.of("total_reviews", "reviews_count"),
          "total_ratings", List.of("total_ratings", "ratings_count"),
          "average_rating", List.of("average_rating", "rating", "avg_rating"),
          "expertise_category", List.of("expertise_category", "expertise"),
          "join_date", List.of("join_date", "created_at"));

  private static final int MAX_DEPTH = 3;
  private static final int MAX_PARTS = 50;
  private static final int MAX_FIELDS = 1_000;
  private static final BigInteger MAX_ID = BigInteger.valueOf(Long.MAX_VALUE);

  /** The first of the fields that holds a scalar other than null and blank text. */
  @Nullable String first(String... names) {
    return Stream.of(names)
        .map(this::scalar)
        .filter(value -> value != null)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String scalar(String name) {
    return text(answer.path(name));
  }

  private static @Nullable String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull() || !value.isValueNode()) {
      return null;
    }
    String text = value.asString();
    return text.isBlank() ? null : text;
  }

  /** The id, above 0; null when there is none that is usable. */
  @Nullable Long userId() {
    String text = first("user_id", "id");
    if (text == null || !text.strip().matches("[0-9]{1,19}")) {
      return null;
    }
    BigInteger id = new BigInteger(text.strip());
    return id.signum() > 0 && id.compareTo(MAX_ID) <= 0 ? id.longValueExact() : null;
  }

  /**
   * Every scalar under its own name, and under the name that we know it by; what is nested under
   * the names on the way joined by {@code _}, such as {@code services_0_title}; a list of scalars
   * also as one text.
   */
  Map<String, String> flattened() {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : answer.propertyNames()) {
      put(fields, name, scalar(name));
      nested(fields, name, answer.path(name), MAX_DEPTH);
    }
    ALIASES.forEach((name, aliases) -> put(fields, name, first(aliases.toArray(String[]::new))));
    if (!fields.containsKey("display_name")) {
      String name =
          Stream.of("first_name", "last_name")
              .map(this::scalar)
              .filter(part -> part != null)
              .collect(Collectors.joining(" "));
      put(fields, "display_name", name.isEmpty() ? null : name);
    }
    Long id = userId();
    fields.remove("user_id");
    put(fields, "user_id", id == null ? null : id.toString());
    fields.putIfAbsent("timezone", "UTC");
    return fields;
  }

  private static void nested(Map<String, String> fields, String name, JsonNode value, int depth) {
    if (depth == 0 || fields.size() >= MAX_FIELDS || !value.isContainer()) {
      return;
    }
    if (value.isArray()) {
      put(fields, name, joined(value));
    }
    int index = 0;
    for (Map.Entry<String, JsonNode> part : parts(value)) {
      if (index++ == MAX_PARTS) {
        return;
      }
      String inner = name + '_' + part.getKey();
      put(fields, inner, text(part.getValue()));
      nested(fields, inner, part.getValue(), depth - 1);
    }
  }

  private static List<Map.Entry<String, JsonNode>> parts(JsonNode value) {
    return value.isObject()
        ? List.copyOf(value.properties())
        : IntStream.range(0, value.size())
            .mapToObj(i -> Map.entry(Integer.toString(i), value.path(i)))
            .toList();
  }

  private static @Nullable String joined(JsonNode list) {
    String all =
        list.values().stream()
            .limit(MAX_PARTS)
            .map(ProfileFields::text)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? null : all;
  }

  private static void put(Map<String, String> fields, String name, @Nullable String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
