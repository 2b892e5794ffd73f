package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.ProviderException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserFinderTests {

  @TempDir Path folder;

  @Test
  void configuredBrowserThatCannotBeUsedIsAnErrorThatNamesTheSetting() throws Exception {
    Path missing = folder.resolve("missing");
    Path other = program("other", "echo something else");
    Path broken = program("broken", "echo no library >&2; exit 127");

    for (Path path : List.of(missing, folder, other, broken)) {
      assertThatThrownBy(() -> new BrowserFinder(path.toString(), List.of(), folder).find())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ATELIER_CHROMIUM")
          .hasMessageContaining(path.toString());
    }
  }

  @Test
  void configuredBrowserComesFirst() throws Exception {
    Path mine = program("my-chrome", "echo Chromium 1");
    program("chromium-headless-shell", "echo Chromium 1");

    assertThat(new BrowserFinder(mine.toString(), List.of(folder), folder).find())
        .isEqualTo(
            new BrowserExecutable(
                mine, BrowserExecutable.Kind.FULL, BrowserExecutable.Source.CONFIGURED, null));
  }

  @Test
  void headlessShellOfTheMachineComesBeforeTheDeliveredBrowser() throws Exception {
    program("chromium", "echo Chromium 1");
    Path shell = program("chromium-headless-shell", "echo Chromium 1");

    assertThat(new BrowserFinder(null, List.of(folder), folder.resolve("unused")).find())
        .isEqualTo(
            new BrowserExecutable(
                shell, BrowserExecutable.Kind.SHELL, BrowserExecutable.Source.SYSTEM, null));
  }

  @Test
  void fullBrowserOfTheMachineIsTheLastResort() throws Exception {
    Path full = program("chromium", "echo Chromium 1");
    Path unwritable = Files.writeString(folder.resolve("file"), "x");

    assertThat(new BrowserFinder(null, List.of(folder), unwritable).find())
        .isEqualTo(
            new BrowserExecutable(
                full, BrowserExecutable.Kind.FULL, BrowserExecutable.Source.SYSTEM, null));
  }

  @Test
  void withoutABrowserPagesAreRefusedWithTheRemedy() throws Exception {
    Path unwritable = Files.writeString(folder.resolve("file"), "x");
    assertThat(new BrowserFinder(null, List.of(), unwritable).find()).isNull();

    assertThatThrownBy(() -> new MissingBrowser().render(new Page("x", 1, 1, Format.PNG)))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> {
              assertThat(e.code()).isEqualTo("no_browser");
              assertThat(e).hasMessageContaining("ATELIER_CHROMIUM");
            });
  }

  private Path program(String name, String script) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
