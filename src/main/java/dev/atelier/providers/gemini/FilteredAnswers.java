package dev.atelier.providers.gemini;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a filter took away is told at one of two levels of a Veo answer, depending on where it comes
 * from, and each of the SDK's two readers looks at one. This puts it at both.
 */
final class FilteredAnswers {

  private static final String NESTED = "generateVideoResponse";
  private static final List<String> MEMBERS =
      List.of("raiMediaFilteredCount", "raiMediaFilteredReasons");
  private static final JsonMapper JSON = JsonMapper.shared();

  private FilteredAnswers() {}

  static byte[] atBothLevels(byte[] body) {
    try {
      JsonNode answer = JSON.readTree(body);
      if (!(answer.path("response") instanceof ObjectNode response)) {
        return body;
      }
      boolean told = MEMBERS.stream().anyMatch(response::has);
      if (told && !response.has(NESTED)) {
        response.putObject(NESTED);
      }
      if (response.path(NESTED) instanceof ObjectNode nested) {
        for (String member : MEMBERS) {
          copy(response, nested, member);
          copy(nested, response, member);
        }
      }
      return JSON.writeValueAsBytes(answer);
    } catch (JacksonException e) {
      // Not for us to judge: the SDK says that it cannot read this.
      return body;
    }
  }

  private static void copy(ObjectNode from, ObjectNode to, String member) {
    if (from.has(member) && !to.has(member)) {
      to.set(member, from.get(member));
    }
  }
}
