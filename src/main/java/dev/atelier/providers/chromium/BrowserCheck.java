package dev.atelier.providers.chromium;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells whether a browser can be started at all. */
final class BrowserCheck {

  private static final int SECONDS = 20;

  private BrowserCheck() {}

  /**
   * What keeps the browser from starting, or null when it starts.
   *
   * @param libraries folder of shared libraries to start it with, or null
   */
  static @Nullable String problem(Path executable, @Nullable Path libraries) {
    if (!Files.isRegularFile(executable)) {
      return "it is not a file";
    }
    if (!Files.isExecutable(executable)) {
      return "it is not executable";
    }
    ProcessBuilder builder = new ProcessBuilder(executable.toString(), "--version");
    if (libraries != null) {
      builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
    }
    return run(builder.redirectErrorStream(true));
  }

  private static @Nullable String run(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        new ProcessTree(process.toHandle()).kill();
        return "it does not answer within %d s".formatted(SECONDS);
      }
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.exitValue() != 0) {
        return "it ends with %d: %s".formatted(process.exitValue(), output);
      }
      return output.contains("Chrom") ? null : "it is not a Chromium: " + output;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
