package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.videos.generation.StudioClient.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The wire of the older service that hands requests to the provider; whoever is local operates. */
@GenerationTest
class FlowCompatTests {

  private static final FlowStandIn FLOW = GenerationTest.WithFlow.FLOW;

  @LocalServerPort int port;
  private StudioClient studio;

  @BeforeEach
  void open() {
    studio = StudioClient.on(port);
    FLOW.hold(false).doneAfter(1).trouble(call -> null);
  }

  @Test
  void theOperatorSpeaksToTheProvider() {
    Answer generated =
        studio.send("POST", "/generate-video", null, Map.of("prompt", "x", "sceneId", "compat-1"));

    assertThat(generated.status()).isEqualTo(202);
    String operation = generated.text("operationName");
    assertThat(generated.json().path("rawResponse").path("operations").size()).isEqualTo(1);
    Answer told =
        studio.send(
            "POST",
            "/generation-status",
            null,
            Map.of("operationName", operation, "sceneId", "compat-1"));
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.json().path("rawResponse").path("operations").path(0).path("status").asString())
        .isEqualTo("MEDIA_GENERATION_STATUS_SUCCESSFUL");
    assertThat(studio.send("POST", "/generation-status", null, Map.of()).status()).isEqualTo(422);
  }

  @Test
  void a18NobodyElseSpendsItsMoney() {
    String token = studio.user().token();
    int submits = FLOW.submits().size();

    assertThat(studio.send("POST", "/generate-video", token, Map.of("prompt", "x")).status())
        .isEqualTo(403);
    assertThat(
            studio
                .send(
                    "POST",
                    "/generation-status",
                    token,
                    Map.of("operationName", "x", "sceneId", "y"))
                .status())
        .isEqualTo(403);
    assertThat(FLOW.submits()).hasSize(submits);
  }
}
