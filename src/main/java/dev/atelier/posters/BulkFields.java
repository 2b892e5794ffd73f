package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a bulk request but for its rows; reading one throws 422 that names it. */
record BulkFields(Map<String, JsonNode> fields) {

  /** Whether the field is there with something in it. */
  boolean has(String name) {
    JsonNode node = fields.get(name);
    return node != null && !node.isNull();
  }

  /** Must be there, but may be empty. */
  String name(String field) {
    String name = optionalText(field);
    if (name == null) {
      throw wrong(field, "is required");
    }
    return name.isBlank() ? "Posters" : name;
  }

  String text(String name) {
    String text = optionalText(name);
    if (text == null || text.isBlank()) {
      throw wrong(name, "is required");
    }
    return text;
  }

  @Nullable String optionalText(String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isString() || !BulkRow.storable(node.asString())) {
      throw wrong(name, "must be a text");
    }
    return node.asString();
  }

  boolean flag(String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return false;
    }
    if (!node.isBoolean()) {
      throw wrong(name, "must be true or false");
    }
    return node.asBoolean();
  }

  /** An object's members; none where the field is absent. */
  Map<String, JsonNode> object(String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return Map.of();
    }
    if (!node.isObject() || !isStorable(node)) {
      throw wrong(name, "must be an object without NUL or broken characters");
    }
    Map<String, JsonNode> members = new LinkedHashMap<>();
    node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  private static boolean isStorable(JsonNode node) {
    return node.isContainer()
        ? node.propertyNames().stream().allMatch(BulkRow::storable)
            && node.values().stream().allMatch(BulkFields::isStorable)
        : BulkRow.storable(node.asString());
  }

  @Nullable Integer number(String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(name, "must be a whole number");
    }
    return node.asInt();
  }

  List<String> texts(String name) {
    JsonNode node = fields.get(name);
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      throw wrong(name, "must be a list of texts");
    }
    return node.values().stream()
        .map(element -> {
          if (!element.isString() || !BulkRow.storable(element.asString())) {
            throw wrong(name, "must be a list of texts");
          }
          return element.asString();
        })
        .toList();
  }

  static Problem wrong(String field, String message) {
    return Problem.invalid(
        "invalid_request", field + " " + message, new FieldError(field, message));
  }
}
