package dev.atelier.identity.gotrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.SupabaseClient;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The client that people use, supabase-js, from npm. */
@IntegrationTest
class SupabaseClientTests {

  @LocalServerPort int port;

  @Test
  void theRealClientSignsUpInAndOutRenewsAndFindsThieves() throws Exception {
    String run = UUID.randomUUID().toString().substring(0, 8);

    String output = SupabaseClient.run("client.mjs", "http://127.0.0.1:" + port, run);

    assertThat(output).contains("every step held");
  }
}
