package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Where there is no place to save to, nothing pretends that there is. */
@IntegrationTest
class SaveNotSetUpTests {

  @LocalServerPort int port;

  @Test
  void savingIsRefusedWithTheSettingsThatItNeeds() {
    var client = new PosterClient(port);
    var saves = new SaveClient(client);
    String run = saves.madeRun(2);
    Map<String, Object> request =
        Map.of("posterName", "autumn", "posters", saves.postersForSave(run).path("posters"));

    for (Answer answer :
        List.of(
            client.postJson("/api/save-bulk-posters", request),
            client.postJson("/api/save-bulk-posters-sync", request),
            client.postJson("/api/posters/saves", Map.of("run", run, "name", "autumn")))) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body().path("error").asString()).isEqualTo("saving_not_set_up");
      assertThat(answer.body().path("detail").asString())
          .contains("DJANGO_API_URL", "TOPMATE_DATABASE_URL");
    }
    JsonNode saving = client.get("/api/posters/runs/" + run + "/saving").body();
    assertThat(saving.path("available").asBoolean(true)).isFalse();
    assertThat(saving.path("reason").asString()).contains("DJANGO_API_URL");
    assertThat(saving.path("posters").asInt()).isEqualTo(2);
  }
}
