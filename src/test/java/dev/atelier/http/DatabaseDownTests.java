package dev.atelier.http;

import static dev.atelier.http.ProblemTests.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database goes away and comes back. */
@HttpTest
class DatabaseDownTests {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired HikariDataSource pool;

  private String name = "";
  private HikariDataSource elsewhere = new HikariDataSource();

  @BeforeEach
  void takeTheDatabaseAway() {
    name = jdbc.sql("select current_database()").query(String.class).single();
    elsewhere = new HikariDataSource();
    elsewhere.setJdbcUrl(pool.getJdbcUrl().replace("/" + name, "/postgres"));
    elsewhere.setDataSourceProperties(pool.getDataSourceProperties());
    JdbcClient admin = JdbcClient.create(elsewhere);
    admin.sql("alter database " + name + " allow_connections false").update();
    admin
        .sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
        .param("name", name)
        .query()
        .listOfRows();
  }

  @AfterEach
  void giveItBack() {
    JdbcClient.create(elsewhere).sql("alter database " + name + " allow_connections true").update();
    elsewhere.close();
    pool.getHikariPoolMXBean().softEvictConnections();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> RawHttp.request(port, "GET", "/actuator/health/readiness").status() == 200);
  }

  @Test
  void everythingThatNeedsItSaysSoInTimeP9O7() {
    Instant start = Instant.now();
    Answer answer = RawHttp.request(port, "GET", "/api/probe/stored?text=a");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(3500));
    assertProblem(answer, 503, "database_unavailable");
    assertThat(answer.header("Retry-After")).hasSize(1);
    assertThat(answer.body()).doesNotContain("postgres", "select", "Hikari");

    Awaitility.await()
        .atMost(Duration.ofSeconds(6))
        .until(() -> !RawHttp.request(port, "GET", "/health").body().contains("healthy"));
    Instant asked = Instant.now();
    Answer health = RawHttp.request(port, "GET", "/health");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofMillis(300));
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("status").asString()).isEqualTo("degraded");
    assertThat(health.json().path("database").asBoolean(true)).isFalse();
    assertThat(RawHttp.request(port, "GET", "/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(RawHttp.request(port, "GET", "/actuator/health/readiness").status()).isEqualTo(503);
  }

  @Test
  void aKeyThatCannotBeRememberedIsNotAccepted() {
    Answer answer =
        RawHttp.request(
            port, "POST", "/api/probe/notes", "Idempotency-Key: k", "Content-Type: text/plain");

    assertProblem(answer, 503, "database_unavailable");
  }
}
