package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrowserTests {

  @Test
  void deliveredBrowserDrawsWithDeliveredFonts() throws Exception {
    BrowserExecutable browser = TestRenderer.embeddedBrowser();
    assertThat(browser.source()).isEqualTo(BrowserExecutable.Source.EMBEDDED);

    try (TestRenderer renderer =
        TestRenderer.start(browser, TestRenderer.properties(1, Duration.ofSeconds(30), 400))) {
      Picture picture = renderer.render("<b style='font:100px Inter'>██</b>", 400, 200);
      assertThat(PictureSize.of(picture.bytes(), Format.PNG)).isEqualTo(new PictureSize(400, 200));
      assertThat(TestRenderer.colour(picture, 40, 70)).isEqualTo("000000");
      assertThat(TestRenderer.colour(picture, 390, 190)).isEqualTo("ffffff");
    }
  }

  @Test
  void machineWithoutTheLibrariesUsesTheDeliveredOnes() throws Exception {
    Path executable = TestRenderer.embeddedBrowser().executable();
    Path libraries = Objects.requireNonNull(executable.getParent()).resolve("lib");

    assertThat(libraries.resolve("libnss3.so")).exists();
    assertThat(BrowserCheck.problem(executable, libraries)).isNull();
  }

  @Test
  void unpackingCutShortIsDoneAgain(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("1.part").resolve("half"));
    Files.createDirectories(folder.resolve("0"));

    Path unpacked =
        Delivered.unpacked(folder, "1", part -> Files.writeString(part.resolve("whole"), "x"));
    Delivered.unpacked(
        folder,
        "1",
        part -> {
          throw new AssertionError("It is there already");
        });

    assertThat(unpacked.resolve("whole")).exists();
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(unpacked));
  }
}
