package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of a start that cannot succeed: one line, and an exit code. */
class StartFailureTests {

  @TempDir Path folder;

  @Test
  void aMalformedDatabaseUrlIsOneLineAndExitCodeOneO9() throws Exception {
    String line =
        failureOf(it -> it.environment("DATABASE_URL", "psql://ada:s3cret@db.example/atelier"));
    assertThat(line).contains("DATABASE_URL must look like postgresql://").doesNotContain("s3cret");
  }

  @Test
  void aDatabaseThatStaysDownIsOneLineAndExitCodeOneP11() throws Exception {
    String line =
        failureOf(it ->
            it.environment("DATABASE_URL", "postgresql://ada:s3cret@127.0.0.1:1/atelier")
                .property("atelier.database.start-wait", "0s"));
    assertThat(line).contains("DATABASE_URL", "127.0.0.1:1/atelier").doesNotContain("s3cret");
  }

  @Test
  void anUnusableHomeIsOneLineAndExitCodeOneO9() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(failureOf(it -> it.environment("ATELIER_HOME", file.toString())))
        .contains("ATELIER_HOME " + file);
  }

  private String failureOf(UnaryOperator<ApplicationProcess> settings) throws Exception {
    try (ApplicationProcess application =
        settings.apply(new ApplicationProcess(folder.resolve("home")))) {
      Process process = application.launch();
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
      assertThat(application.log().lines().filter(line -> !line.contains(" INFO ")))
          .as(application.log())
          .hasSize(1);
      return application
          .log()
          .lines()
          .filter(line -> line.contains(" ERROR "))
          .findFirst()
          .orElseThrow();
    }
  }
}
