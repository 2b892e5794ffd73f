package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.providers.PageRenderer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@IntegrationTest
@Import(CountedRenders.Blank.class)
class ChangeLargeRunTests {

  private static final int ROWS = 1_000;

  @LocalServerPort int port;
  @Autowired PageRenderer renderer;

  @Test
  void oneOfAThousandChangedIsOneRenderThoughTheTemplateIsGivenAnew() {
    var client = new PosterClient(port);
    String people =
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(row -> "user%d,%d,Name %d,".formatted(row, row, row))
            .collect(Collectors.joining("\n", "username,user_id,display_name,badge\n", "\n"));
    String id = client.start(people).body().path("id").asString();
    client.awaitEnd(id);
    assertThat(renders()).hasSize(ROWS);

    // The new template shows a column that is empty in every row but the changed one.
    client.postJson(
        "/api/posters/runs/" + id + "/changes",
        Map.of(
            "revision", 0,
            "template",
                PosterClient.SIMPLE_TEMPLATE.replace("{display_name}", "{display_name}{badge}"),
            "rows", List.of(Map.of("row", 500, "values", Map.of("badge", "new")))));
    var run = client.awaitEnd(id);

    assertThat(renders()).hasSize(1);
    assertThat(run.path("succeeded").asInt()).isEqualTo(ROWS);
  }

  private List<PageRenderer.Page> renders() {
    return ((CountedRenders) renderer).take();
  }
}
