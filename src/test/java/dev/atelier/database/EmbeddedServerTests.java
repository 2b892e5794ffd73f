package dev.atelier.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class EmbeddedServerTests {

  /** Far below the 60 seconds that a start lasts when a leftover blocks it. */
  private static final Duration QUICK = Duration.ofSeconds(30);

  @TempDir Path folder;

  @AfterEach
  void stopServers() throws IOException {
    new ServerProcesses(data()).stopLeftovers();
  }

  @Test
  void keepsWhatIsCommittedOverRepeatedKillsOfTheProcess() throws Exception {
    for (int row = 1; row <= 3; row++) {
      DatabaseProcess process = DatabaseProcess.start(home());
      assertThat(process.rows()).isEqualTo(row);
      assertThat(process.startTime()).isLessThan(QUICK);
      process.kill();
      assertThat(server()).as("the orphan").matches(ProcessHandle::isAlive);
    }
    try (DatabaseProcess process = DatabaseProcess.start(home())) {
      assertThat(process.rows()).isEqualTo(4);
      assertThat(process.terminate()).isEqualTo(143);
      assertThat(data().resolve("postmaster.pid")).doesNotExist();
    }
  }

  @Test
  void recoversWhenTheServerIsKilledWithTheProcess() throws Exception {
    DatabaseProcess process = DatabaseProcess.start(home());
    ProcessHandle server = server();
    process.kill();
    server.destroyForcibly();
    try (DatabaseProcess next = DatabaseProcess.start(home())) {
      assertThat(next.rows()).isEqualTo(2);
      assertThat(next.startTime()).isLessThan(QUICK);
    }
  }

  @Test
  void neverTouchesAnUnrelatedProcessThatAStalePidFileNames() throws Exception {
    DatabaseProcess first = DatabaseProcess.start(home());
    ProcessHandle server = server();
    first.kill();
    List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
    server.destroyForcibly();
    Awaitility.await().until(() -> !new ServerProcesses(data()).isServerRunning());
    Process unrelated = new ProcessBuilder("sleep", "600").directory(data().toFile()).start();
    try {
      lines.set(0, Long.toString(unrelated.pid()));
      Files.write(data().resolve("postmaster.pid"), lines);
      try (DatabaseProcess next = DatabaseProcess.start(home())) {
        assertThat(next.rows()).isEqualTo(2);
        assertThat(next.startTime()).isLessThan(QUICK);
      }
      assertThat(unrelated.isAlive()).isTrue();
    } finally {
      unrelated.destroyForcibly();
    }
  }

  @Test
  void leavesTheServerOfAnotherDirectoryAlone() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other")).toRealPath();
    try (ConfigurableApplicationContext running = embedded(other)) {
      List<String> lines = Files.readAllLines(other.resolve("postgres/postmaster.pid"));
      Files.createDirectories(data());
      Files.write(data().resolve("postmaster.pid"), lines);
      Files.createFile(data().resolve("postgresql.conf"));
      new ServerProcesses(data()).stopLeftovers();
      assertThat(rows(running, "select 1")).isEqualTo(1);
      assertThat(data().resolve("postmaster.pid")).doesNotExist();
    }
  }

  @Test
  void startsAServerAgainThatDiedUnderTheRunningApplication() throws Exception {
    try (ConfigurableApplicationContext context = embedded(home())) {
      rows(context, "select 1");
      for (int time = 0; time < 2; time++) {
        server().destroyForcibly();
        Awaitility.await()
            .atMost(Duration.ofSeconds(30))
            .ignoreExceptions()
            .until(() -> rows(context, "select 1") == 1 && server().isAlive());
      }
    }
    assertThat(data().resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void isDurableAndLetsNobodyInWithoutThePassword() throws Exception {
    try (ConfigurableApplicationContext context = embedded(home())) {
      JdbcClient jdbc = context.getBean(JdbcClient.class);
      for (String setting :
          List.of(
              "fsync=on",
              "synchronous_commit=on",
              "full_page_writes=on",
              "listen_addresses=127.0.0.1",
              "unix_socket_directories=")) {
        String name = setting.substring(0, setting.indexOf('='));
        assertThat(name + "=" + jdbc.sql("show " + name).query(String.class).single())
            .isEqualTo(setting);
      }
      assertThat(
              jdbc.sql(
                      "select datlocprovider::text || datlocale from pg_database where datname = 'postgres'")
                  .query(String.class)
                  .single())
          .isEqualTo("bC.UTF-8");
      Path password = home().resolve("postgres-password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
          .isEqualTo("rw-------");
      String url = context.getBean(DatabaseServer.class).address().jdbcUrl();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "guess"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      try (Connection connection =
          DriverManager.getConnection(url, "postgres", Files.readString(password).strip())) {
        assertThat(connection.isValid(1)).isTrue();
      }
    }
  }

  @Test
  void setsAsideDataThatWasNeverSetUpToTheEnd() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("postgresql.conf"), "half");
    try (ConfigurableApplicationContext context = embedded(home())) {
      assertThat(rows(context, "select 1")).isEqualTo(1);
    }
    try (Stream<Path> files = Files.list(home())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("postgres-incomplete-"));
    }
  }

  private static int rows(ConfigurableApplicationContext context, String query) {
    return context.getBean(JdbcClient.class).sql(query).query(Integer.class).single();
  }

  private static ConfigurableApplicationContext embedded(Path home) {
    return DatabaseOnly.start(home, "atelier.database.url=");
  }

  private Path home() throws IOException {
    return Files.createDirectories(folder.resolve("the home")).toRealPath();
  }

  private Path data() throws IOException {
    return home().resolve("postgres");
  }

  private ProcessHandle server() throws IOException {
    String pid = Files.readAllLines(data().resolve("postmaster.pid")).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }
}
