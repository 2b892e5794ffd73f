package dev.atelier.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.TestDatabase;
import dev.atelier.home.CannotStartException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExternalServerTests {

  private static final Duration PATIENT = Duration.ofSeconds(60);

  @Test
  void isWaitedForWhileItIsDownP11() throws Exception {
    URI direct = direct();
    try (FaultyLink link = new FaultyLink("localhost", direct.getPort())) {
      link.cut();
      DatabaseAddress address =
          DatabaseAddress.parse(
              "DATABASE_URL", "postgresql://postgres@127.0.0.1:" + link.port() + direct.getPath());
      long begin = System.nanoTime();
      CompletableFuture.runAsync(
          link::mend, CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS));
      assertThat(ExternalServer.waitFor(address, PATIENT).address()).isEqualTo(address);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void endsTheStartWithOneLineWhenItStaysDownP11() throws IOException {
    try (FaultyLink link = new FaultyLink("localhost", direct().getPort())) {
      link.cut();
      assertThatThrownBy(() ->
              ExternalServer.waitFor(
                  DatabaseAddress.parse(
                      "DATABASE_URL",
                      "postgresql://ada:s3cret@127.0.0.1:" + link.port() + "/atelier"),
                  Duration.ofSeconds(1)))
          .isInstanceOf(CannotStartException.class)
          .hasMessageContaining("DATABASE_URL")
          .hasMessageContaining("127.0.0.1:" + link.port() + "/atelier")
          .hasMessageNotContaining("s3cret")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void isNotWaitedForWhenTheDatabaseDoesNotExist() {
    long begin = System.nanoTime();
    assertThatThrownBy(() ->
            ExternalServer.waitFor(
                DatabaseAddress.parse(
                    "DATABASE_URL",
                    "postgresql://postgres@localhost:" + direct().getPort() + "/nowhere"),
                PATIENT))
        .isInstanceOf(CannotStartException.class)
        .hasMessageContaining("\"nowhere\" does not exist");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  private static URI direct() {
    return URI.create(TestDatabase.create().substring("jdbc:".length()));
  }
}
