package dev.atelier.jobs;

import dev.atelier.database.Signals;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signals over one connection that is not renewed; for nodes without the database module. */
final class TestSignals implements Signals, AutoCloseable {

  private final JdbcClient jdbc;
  private final Connection connection;
  private final Map<String, List<Consumer<String>>> receivers = new ConcurrentHashMap<>();

  /** Set to lose every signal. */
  volatile boolean deaf;

  TestSignals(JdbcClient jdbc, String url) throws SQLException {
    this.jdbc = jdbc;
    this.connection = DriverManager.getConnection(url);
    Thread.ofPlatform().daemon().name("test-signals").start(this::listen);
  }

  private void listen() {
    try {
      while (!connection.isClosed()) {
        PGNotification[] arrived = connection.unwrap(PGConnection.class).getNotifications(50);
        for (PGNotification each : arrived) {
          if (!deaf) {
            receivers
                .getOrDefault(each.getName(), List.of())
                .forEach(receiver -> receiver.accept(each.getParameter()));
          }
        }
      }
    } catch (SQLException e) {
      deaf = true;
    }
  }

  @Override
  public void send(String channel, String payload) {
    jdbc.sql("select pg_notify(:channel, :payload)")
        .param("channel", channel)
        .param("payload", payload)
        .query((row, number) -> "")
        .list();
  }

  @Override
  public Subscription receive(String channel, Consumer<String> receiver) {
    List<Consumer<String>> list =
        receivers.computeIfAbsent(channel, name -> new CopyOnWriteArrayList<>());
    list.add(receiver);
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + channel);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return () -> list.remove(receiver);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
