package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class ApplicationProcessTests {

  @TempDir Path folder;

  @Test
  void theApplicationStartsAgainAfterBeingKilled() {
    try (ApplicationProcess application = new ApplicationProcess(folder.resolve("home"))) {
      application.start();
      application.kill();
      application.start();
      assertThat(application.terminate()).isEqualTo(143);
    }
  }

  @Test
  void twoNodesMigrateAnEmptyDatabaseAtOnceP11() {
    String url = TestDatabase.create();
    try (ApplicationProcess one = new ApplicationProcess(folder.resolve("one"));
        ApplicationProcess two = new ApplicationProcess(folder.resolve("two"))) {
      one.environment("DATABASE_URL", url).launch();
      two.environment("DATABASE_URL", url).launch();
      one.awaitReady();
      two.awaitReady();
    }
  }
}
