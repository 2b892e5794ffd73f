package dev.atelier.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class DatabaseAwayTests {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(3);

  @TempDir Path home;
  private FaultyLink link;
  private ConfigurableApplicationContext context;
  private JdbcClient jdbc;

  @BeforeEach
  void start() throws IOException {
    URI direct = URI.create(TestDatabase.create().substring("jdbc:".length()));
    link = new FaultyLink("localhost", direct.getPort());
    context =
        DatabaseOnly.start(
            home,
            "atelier.database.socket-timeout=2s",
            "atelier.database.url=postgresql://postgres@127.0.0.1:"
                + link.port()
                + direct.getPath());
    jdbc = context.getBean(JdbcClient.class);
    query();
  }

  @AfterEach
  void stop() throws IOException {
    context.close();
    link.close();
  }

  @Test
  void aCutDatabaseFailsCallersInTimeAndComesBackP9() throws Exception {
    link.cut();
    assertThatThrownBy(() -> inTime(this::query)).isInstanceOf(DataAccessException.class);
    assertThatThrownBy(() -> inTime(this::query))
        .isInstanceOf(CannotGetJdbcConnectionException.class);
    assertThatThrownBy(() -> inTime(this::transaction))
        .isInstanceOf(CannotCreateTransactionException.class);

    link.mend();
    Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> query() == 1);
  }

  @Test
  void aFrozenDatabaseIsGivenUpAfterTheSocketTimeoutP10() throws Exception {
    try (Connection borrowed = context.getBean(DataSource.class).getConnection();
        Statement statement = borrowed.createStatement()) {
      link.freeze();
      assertThatThrownBy(() -> inTime(() -> statement.execute("select 1")))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> inTime(this::query))
          .isInstanceOf(CannotGetJdbcConnectionException.class);
    }
    link.thaw();
    Awaitility.await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> query() == 1);
  }

  @Test
  void aStatementKnownToBeLongMayLiftTheSocketTimeoutOfItsConnection() throws SQLException {
    assertThatThrownBy(() -> jdbc.sql("select pg_sleep(3)").query((row, number) -> "").list())
        .isInstanceOf(DataAccessResourceFailureException.class);
    DataSource pool = context.getBean(DataSource.class);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 0);
      assertThat(statement.execute("select pg_sleep(3)")).isTrue();
    }
    try (Connection connection = pool.getConnection()) {
      assertThat(connection.getNetworkTimeout()).isEqualTo(2_000);
    }
  }

  @Test
  void anExhaustedPoolFailsCallersInTimeP12() throws SQLException {
    DataSource pool = context.getBean(DataSource.class);
    Connection[] all = new Connection[16];
    for (int i = 0; i < all.length; i++) {
      all[i] = pool.getConnection();
    }
    assertThatThrownBy(() -> inTime(this::query))
        .isInstanceOf(CannotGetJdbcConnectionException.class);
    for (Connection connection : all) {
      connection.close();
    }
    assertThat(query()).isEqualTo(1);
  }

  private int query() {
    return jdbc.sql("select 1").query(Integer.class).single();
  }

  private int transaction() {
    Integer result =
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
            .execute(status -> query());
    return result == null ? 0 : result;
  }

  private static <T> T inTime(Callable<T> call) throws Exception {
    long begin = System.nanoTime();
    try {
      return call.call();
    } finally {
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(ANSWER_LIMIT);
    }
  }
}
