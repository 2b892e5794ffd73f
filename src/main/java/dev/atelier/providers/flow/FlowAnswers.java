package dev.atelier.providers.flow;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds an operation's name in what Flow answers, which has had many forms. */
final class FlowAnswers {

  private static final Pattern NAME_PARAMETER = Pattern.compile("(?:^|&|\\?)name=([^&]+)");

  private FlowAnswers() {}

  /** The first of the operations; what else has the right members, where there is none. */
  static JsonNode entry(JsonNode answer) {
    return answer.path("operations").path(0);
  }

  static Optional<String> operation(JsonNode answer) {
    JsonNode entry = entry(answer);
    return firstText(
        entry.path("operation").path("name"),
        entry.path("operation"),
        entry.path("name"),
        entry,
        answer.path("operation").path("name"),
        answer.path("operation"),
        answer.path("name"));
  }

  /** The name out of the headers, for an answer without a body. */
  static Optional<String> operation(Map<String, String> headers) {
    for (String header :
        new String[] {"x-goog-operation-name", "x-operation-name", "x-flow-operation-name"}) {
      String value = headers.getOrDefault(header, "").strip();
      if (!value.isEmpty()) {
        return Optional.of(value);
      }
    }
    Matcher parameter = NAME_PARAMETER.matcher(headers.getOrDefault("x-goog-request-params", ""));
    if (parameter.find()) {
      return lastSegment(parameter.group(1));
    }
    return lastSegment(headers.getOrDefault("location", "").replaceFirst("[?#].*$", ""));
  }

  private static Optional<String> lastSegment(String path) {
    String plain = path.replace("%2F", "/").replace("%2f", "/").strip().replaceFirst("/+$", "");
    String segment = plain.substring(plain.lastIndexOf('/') + 1);
    return segment.isEmpty() ? Optional.empty() : Optional.of(segment);
  }

  static Optional<String> firstText(JsonNode... nodes) {
    return Arrays.stream(nodes)
        .filter(JsonNode::isString)
        .map(node -> node.stringValue().strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }
}
