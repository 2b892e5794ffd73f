package dev.atelier.videos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.SupabaseClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** The whole way of a video, with the client that people use and signed requests. */
@IntegrationTest
@TestPropertySource(properties = "atelier.signature.secret=" + VideoFlowTests.SECRET)
class VideoFlowTests {

  static final String SECRET = "what requests of the whole way are signed with";

  @LocalServerPort int port;

  @Test
  void aPromptBecomesAVideoThatPeopleLikeAndItsCreatorRises() throws Exception {
    String run = UUID.randomUUID().toString().substring(0, 8);

    String output = SupabaseClient.run("flow.mjs", "http://127.0.0.1:" + port, run, SECRET);

    assertThat(output).contains("every step held");
  }
}
