package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Templates as users post them, each drawn for one person. */
final class PostedTemplates {

  private final PosterClient client;

  PostedTemplates(int port) {
    this.client = new PosterClient(port);
  }

  /** Has all of them drawn; answers with what the posters' rows were warned of. */
  List<String> draw(List<String> templates) {
    List<String> runs = new ArrayList<>();
    for (String template : templates) {
      PosterClient.Answer started = client.start("username,user_id\nada,1\n", template);
      assertThat(started.status()).as(template).isEqualTo(202);
      runs.add(started.body().path("id").asString());
    }
    List<String> warnings = new ArrayList<>();
    for (String id : runs) {
      JsonNode run = client.awaitEnd(id);
      assertThat(run.path("succeeded").asInt()).as("run %s", run).isEqualTo(1);
      warnings.addAll(
          client
              .get("/api/posters/runs/" + id + "/posters")
              .body()
              .path("posters")
              .path(0)
              .path("warnings")
              .findValuesAsString("code"));
    }
    return warnings;
  }
}
