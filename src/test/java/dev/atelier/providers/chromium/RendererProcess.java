package dev.atelier.providers.chromium;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** A renderer in a process of its own, which a test may kill. */
final class RendererProcess {

  private RendererProcess() {}

  /** Draws once, says where its browsers keep their profiles, and waits to be killed. */
  public static void main(String[] arguments) throws Exception {
    try (TestRenderer renderer = TestRenderer.start()) {
      renderer.render("<b>x</b>");
      System.out.println("ready " + renderer.directory);
      new CountDownLatch(1).await();
    }
  }

  static Process start() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            classPath,
            RendererProcess.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Waits until it has drawn; returns the folder of its browsers. */
  static Path ready(Process process) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = Objects.requireNonNull(reader.readLine());
    while (!line.startsWith("ready ")) {
      line = Objects.requireNonNull(reader.readLine());
    }
    return Path.of(line.substring("ready ".length()));
  }
}
