package dev.atelier.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Signals over one connection of its own per node. All of our channels share one channel of
 * PostgreSQL, so that a new receiver needs nothing from a connection that is busy waiting.
 */
final class PostgresSignals implements Signals, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresSignals.class);
  private static final String POSTGRES_CHANNEL = "atelier";
  private static final Pattern CHANNEL = Pattern.compile("[a-z_]{1,63}");
  private static final int MAX_PAYLOAD_BYTES = 7_900;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** How long the connection may be silent before it has to prove that it is alive. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final Map<String, String> DRIVER_DEFAULTS =
      Map.of(
          "ApplicationName", "atelier-signals",
          "connectTimeout", "3",
          "socketTimeout", "5",
          "tcpKeepAlive", "true");

  private final JdbcClient jdbc;
  private final DatabaseAddress address;
  private final List<Receiver> receivers = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile @Nullable Connection connection;

  PostgresSignals(JdbcClient jdbc, DatabaseAddress address) {
    this.jdbc = jdbc;
    this.address = address;
    try {
      connect();
    } catch (SQLException e) {
      LOG.warn("cannot listen for signals yet, trying again: {}", e.getMessage());
    }
    Thread.ofVirtual().name("signals").start(this::listen);
  }

  @Override
  public void send(String channel, String payload) {
    requireChannel(channel);
    if (payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException("a signal carries ids, not data: " + channel);
    }
    jdbc.sql(
            """
            select pg_notify(:postgres_channel, :message)
            """)
        .param("postgres_channel", POSTGRES_CHANNEL)
        .param("message", channel + ":" + payload)
        .query((row, number) -> "")
        .list();
  }

  @Override
  public Subscription receive(String channel, Consumer<String> receiver) {
    requireChannel(channel);
    Receiver added = new Receiver(channel, receiver);
    receivers.add(added);
    return () -> receivers.remove(added);
  }

  @Override
  public void close() {
    closing.countDown();
    disconnect();
  }

  private void listen() {
    Duration pause = FIRST_PAUSE;
    while (!isClosing()) {
      try {
        if (connection == null) {
          connect();
          pause = FIRST_PAUSE;
          LOG.info("listening for signals again");
          receivers.forEach(receiver -> receiver.accept(""));
        }
        deliver();
      } catch (SQLException e) {
        if (connection != null && !isClosing()) {
          LOG.warn("lost the connection for signals, connecting again: {}", e.getMessage());
        }
        disconnect();
        pause = pauseBeforeNext(pause);
      }
    }
  }

  private void connect() throws SQLException {
    Connection opened =
        DriverManager.getConnection(address.jdbcUrl(), address.driverProperties(DRIVER_DEFAULTS));
    try (Statement statement = opened.createStatement()) {
      statement.execute("listen " + POSTGRES_CHANNEL);
    } catch (SQLException e) {
      opened.close();
      throw e;
    }
    connection = opened;
    if (isClosing()) {
      disconnect();
    }
  }

  private void deliver() throws SQLException {
    Connection open = connection;
    if (open == null) {
      return;
    }
    PGNotification[] notifications =
        open.unwrap(PGConnection.class).getNotifications((int) HEARTBEAT.toMillis());
    if (notifications == null || notifications.length == 0) {
      try (Statement statement = open.createStatement()) {
        statement.execute("select 1");
      }
      return;
    }
    for (PGNotification notification : notifications) {
      String message = notification.getParameter();
      int colon = message.indexOf(':');
      if (colon > 0) {
        deliver(message.substring(0, colon), message.substring(colon + 1));
      }
    }
  }

  private void deliver(String channel, String payload) {
    for (Receiver receiver : receivers) {
      if (receiver.channel().equals(channel)) {
        receiver.accept(payload);
      }
    }
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        // Not close(): that would wait for the listening thread's read.
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("the connection for signals was already gone", e);
      }
    }
  }

  private Duration pauseBeforeNext(Duration pause) {
    try {
      boolean closed = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      Duration next = pause.multipliedBy(2);
      return closed || next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    } catch (InterruptedException e) {
      closing.countDown();
      Thread.currentThread().interrupt();
      return pause;
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private static void requireChannel(String channel) {
    if (!CHANNEL.matcher(channel).matches()) {
      throw new IllegalArgumentException("not a channel: " + channel);
    }
  }

  private record Receiver(String channel, Consumer<String> consumer) {
    void accept(String payload) {
      try {
        consumer.accept(payload);
      } catch (RuntimeException e) {
        LOG.error("a receiver of the signal {} failed; the next signal is delivered", channel, e);
      }
    }
  }
}
