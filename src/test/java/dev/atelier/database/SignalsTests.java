package dev.atelier.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SignalsTests {

  @TempDir Path folder;
  private String url;
  private ConfigurableApplicationContext node;
  private Signals signals;
  private JdbcClient jdbc;
  private final List<String> received = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    url = TestDatabase.create();
    node = DatabaseOnly.start(folder.resolve("node"), "atelier.database.url=" + url);
    signals = node.getBean(Signals.class);
    jdbc = node.getBean(JdbcClient.class);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void reachEveryReceiverOfTheirChannelOnEveryNode() {
    List<String> elsewhere = new CopyOnWriteArrayList<>();
    try (ConfigurableApplicationContext other =
        DatabaseOnly.start(folder.resolve("other"), "atelier.database.url=" + url)) {
      signals.receive("one", received::add);
      other.getBean(Signals.class).receive("one", elsewhere::add);
      signals.receive("two", payload -> received.add("wrong channel"));
      signals.send("one", "a:b");
      await(() -> assertThat(received).containsExactly("a:b"));
      await(() -> assertThat(elsewhere).containsExactly("a:b"));
    }
  }

  @Test
  void leaveWithTheTransactionOrNotAtAllAndOnceEach() {
    TransactionTemplate transaction =
        new TransactionTemplate(node.getBean(PlatformTransactionManager.class));
    signals.receive("one", received::add);
    transaction.executeWithoutResult(status -> {
      signals.send("one", "rolled back");
      status.setRollbackOnly();
    });
    transaction.executeWithoutResult(status -> {
      signals.send("one", "same");
      signals.send("one", "same");
      signals.send("one", "last");
      assertThat(received).isEmpty();
    });
    await(() -> assertThat(received).containsExactly("same", "last"));
  }

  @Test
  void arriveAgainAfterTheListeningSessionIsTerminatedP13() {
    signals.receive("one", received::add);
    for (int time = 0; time < 2; time++) {
      received.clear();
      assertThat(terminateListener()).isEqualTo(1);
      Awaitility.await()
          .atMost(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(received).containsExactly(""));
      signals.send("one", "after");
      await(() -> assertThat(received).containsExactly("", "after"));
    }
  }

  @Test
  void surviveAReceiverThatFails() {
    signals.receive(
        "one",
        payload -> {
          throw new IllegalStateException("on purpose");
        });
    signals.receive("one", received::add);
    signals.send("one", "first");
    signals.send("one", "second");
    await(() -> assertThat(received).containsExactly("first", "second"));
  }

  @Test
  void stopWithTheirSubscription() {
    Signals.Subscription subscription = signals.receive("one", payload -> received.add("closed"));
    subscription.close();
    signals.receive("one", received::add);
    signals.send("one", "open");
    await(() -> assertThat(received).containsExactly("open"));
  }

  @Test
  void carryIdsNotData() {
    signals.receive("one", received::add);
    signals.send("one", "ü".repeat(3_950));
    await(() -> assertThat(received).hasSize(1));
    assertThatThrownBy(() -> signals.send("one", "ü".repeat(3_951)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> signals.send("One", "")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endWithTheApplicationWithoutDelay() {
    long begin = System.nanoTime();
    node.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
  }

  private int terminateListener() {
    return jdbc.sql(
            """
            select pg_terminate_backend(pid)
            from pg_stat_activity
            where application_name = 'atelier-signals'
              and datname = current_database()
            """)
        .query(Boolean.class)
        .list()
        .size();
  }

  private static void await(org.awaitility.core.ThrowingRunnable assertion) {
    Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
  }
}
