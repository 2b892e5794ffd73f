package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Chromium's own sandbox, as a server that does not run as root has it. */
class SandboxTests {

  private static final String NOBODY = "65534";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void t19APageIsDrawnByProcessesThatMayDoNothingAndBelongToNobody() throws Exception {
    assumeTrue(namespacesAreAllowed(), "this machine allows no user namespaces");
    BrowserExecutable browser = asNobody(TestRenderer.browser());
    Path directory = Files.createDirectory(folder.resolve("browsers"));
    ChromiumLauncher launcher =
        new ChromiumLauncher(
            browser,
            directory,
            TestRenderer.fonts().configuration(),
            true,
            Duration.ofSeconds(2),
            true);

    ChromiumLauncher.Running running = launcher.launch();
    try {
      assertThat(running.page().draw(new Page("<p>Ada</p>", 200, 100, Format.PNG)).bytes())
          .isNotEmpty();
      List<ProcessHandle> processes = processes();
      assertThat(processes).hasSizeGreaterThan(2);
      assertThat(processes)
          .allSatisfy(process -> {
            assertThat(commandLine(process)).doesNotContain("--no-sandbox");
            assertThat(status(process, "Uid").split("\t", -1)).doesNotContain("0");
          });
      assertThat(processes.stream().filter(it -> commandLine(it).contains("--type=renderer")))
          .isNotEmpty()
          .allSatisfy(process -> assertThat(status(process, "Seccomp")).isEqualTo("2"));
    } finally {
      running.process().close();
      launcher.close();
    }
  }

  /** The same browser; where the tests run as root, it gives up root first. */
  private BrowserExecutable asNobody(BrowserExecutable browser) throws IOException {
    Path profile = Files.createDirectory(folder.resolve("profile"));
    boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
    String change =
        root ? "setpriv --reuid=%1$s --regid=%1$s --clear-groups ".formatted(NOBODY) : "";
    if (root) {
      for (Path path : List.of(profile, folder)) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
      }
    }
    Path script = folder.resolve("browser.sh");
    Files.writeString(
        script,
        "#!/bin/sh\ncd / && exec %senv HOME=%s TMPDIR=%s %s \"$@\" --user-data-dir=%s\n"
            .formatted(change, profile, profile, browser.executable(), profile));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new BrowserExecutable(script, browser.kind(), browser.source(), browser.libraries());
  }

  private static boolean namespacesAreAllowed() throws IOException, InterruptedException {
    return new ProcessBuilder("unshare", "--user", "--map-root-user", "true").start().waitFor()
        == 0;
  }

  private List<ProcessHandle> processes() {
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(it -> commandLine(it).contains("--user-data-dir=" + folder))
          .flatMap(browser -> Stream.concat(Stream.of(browser), browser.descendants()))
          .distinct()
          .toList();
    }
  }

  private static String status(ProcessHandle process, String field) throws IOException {
    try (Stream<String> lines = Files.lines(file(process, "status"))) {
      return lines
          .filter(line -> line.startsWith(field + ":"))
          .map(line -> line.substring(field.length() + 1).strip())
          .findFirst()
          .orElseThrow();
    }
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(file(process, "cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      return ""; // It has ended.
    }
  }

  private static Path file(ProcessHandle process, String name) {
    return Path.of("/proc", Long.toString(process.pid()), name);
  }
}
