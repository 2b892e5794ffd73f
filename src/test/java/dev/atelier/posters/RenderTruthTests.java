package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a run says it has made is what was ordered. */
@IntegrationTest
@Timeout(300)
class RenderTruthTests {

  /** A name that no server answers to: the fonts of this machine draw instead. */
  private static final String WITH_A_BROKEN_FONT_SERVER =
      """
      <style>@font-face { font-family: gone; src: url(https://fonts.invalid/gone.woff2) }</style>
      <h1 style="font:700 32px gone, Inter;background:linear-gradient(#fd8,#8df)">Grüße, 世界 🎉</h1>
      """;

  @LocalServerPort int port;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @Test
  void t18AHundredPostersThatSayTheSameAreTheSameThoughTheFontServerIsBroken() {
    String people =
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> "user" + i + "," + i)
            .collect(Collectors.joining("\n", "username,user_id\n", "\n"));

    JsonNode posters = made(people, WITH_A_BROKEN_FONT_SERVER);

    assertThat(posters).hasSize(100);
    Set<Integer> pictures = new HashSet<>();
    Set<String> addresses = new HashSet<>();
    for (JsonNode poster : posters) {
      byte[] picture = client.get(poster.path("url").asString()).raw().body();
      assertThat(PngSize.of(picture)).isEqualTo(new PngSize(200, 200));
      pictures.add(Arrays.hashCode(picture));
      addresses.add(poster.path("url").asString());
    }
    assertThat(addresses).hasSize(100);
    assertThat(pictures).hasSize(1);
  }

  @Test
  void t18APosterThatShowsNothingIsNoSuccess() {
    JsonNode posters =
        made("username,user_id,display_name\nada,1,Ada\nlin,2,\n", "<h1>{display_name}</h1>");

    assertThat(posters.path(0).path("state").asString()).isEqualTo("succeeded");
    JsonNode blank = posters.path(1);
    assertThat(blank.path("state").asString()).isEqualTo("failed");
    assertThat(blank.path("error").path("code").asString()).isEqualTo("blank_picture");
    assertThat(blank.path("url").isNull()).isTrue();
  }

  private JsonNode made(String people, String template) {
    String id = client.start(people, template).body().path("id").asString();
    client.awaitEnd(id);
    return client.get("/api/posters/runs/" + id + "/posters?limit=200").body().path("posters");
  }
}
