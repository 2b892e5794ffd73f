package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationProcessTests {

  @Test
  void theApplicationStartsAgainAfterBeingKilled(@TempDir Path folder) {
    try (ApplicationProcess application = new ApplicationProcess(folder.resolve("home")).start()) {
      application.kill();
      application.start();
      assertThat(application.terminate()).isEqualTo(143);
    }
  }
}
