package dev.atelier.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.AtelierApplication;
import dev.atelier.IntegrationTest;
import dev.atelier.TestCallers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class ShutdownTests {

  @Test
  @Timeout(300)
  void openStreamsDoNotKeepTheServerFromStopping_O6() throws Exception {
    List<StreamClient> clients = new ArrayList<>();
    ConfigurableApplicationContext application =
        new SpringApplicationBuilder(AtelierApplication.class, TestCallers.class, TwoNodes.class)
            .initializers(new IntegrationTest.Isolated())
            .run("--server.port=0", "--server.shutdown=graceful");
    try {
      String port = application.getEnvironment().getProperty("local.server.port");
      for (int i = 0; i < 20; i++) {
        StreamClient client =
            StreamClient.open(
                URI.create("http://127.0.0.1:%s/test/streams/a/topic".formatted(port)));
        client.next();
        client.next();
        clients.add(client);
      }
    } finally {
      Instant start = Instant.now();
      application.close();
      // Far below the 30 s that requests are given to end by themselves.
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(25));
    }
    for (StreamClient client : clients) {
      assertThat(client.rest()).isEmpty();
      client.close();
    }
  }
}
