package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.TestCallers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Two users, one of whom knows everything about the posters of the other. */
@IntegrationTest
@Import(TestCallers.class)
class SaveOwnershipTests extends SaveScene {

  private SaveClient ada;
  private PosterClient eve;

  @BeforeEach
  void introduce() {
    ada = new SaveClient(user(new UUID(1, 1)));
    eve = user(new UUID(2, 2));
  }

  private PosterClient user(UUID id) {
    return new PosterClient(port, Map.of(TestCallers.HEADER, id.toString()));
  }

  @Test
  void t20APosterOfAnothersRunIsRefusedLikeOneThatIsNotThere() {
    String run = ada.madeRun(1);
    JsonNode posters = ada.postersForSave(run).path("posters");
    assertThat(posters).hasSize(1);

    assertThat(new SaveClient(eve).save("autumn", posters).status()).isEqualTo(422);
    assertThat(eve.postJson("/api/posters/saves", Map.of("run", run, "name", "autumn")).status())
        .isEqualTo(404);
    assertThat(eve.get("/api/posters/runs/" + run + "/saving").status()).isEqualTo(404);
    assertThat(DJANGO.calls()).isEmpty();
  }

  @Test
  void a17AnothersSaveIsNotThere() {
    String run = ada.madeRun(1);
    String id = ada.saved("autumn", run);

    for (String path :
        List.of(
            "/api/save-bulk-posters/" + id + "/status",
            "/api/save-bulk-posters/" + id + "/stream",
            "/api/posters/saves/" + id,
            "/api/posters/saves/" + id + "/posters")) {
      assertThat(eve.get(path).status()).as(path).isEqualTo(404);
    }
    for (String steer : List.of("cancel", "retry")) {
      assertThat(eve.post("/api/posters/saves/" + id + "/" + steer).status()).isEqualTo(404);
    }
    assertThat(eve.get("/api/posters/saves?run=" + run).body().path("saves")).isEmpty();
  }
}
