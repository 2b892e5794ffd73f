package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The client that people use, supabase-js, from npm, in scripts below {@code src/test/supabase}.
 */
public final class SupabaseClient {

  private static final Path SOURCES = Path.of("src/test/supabase");
  private static final Path FOLDER = Path.of("target/supabase-client");
  private static final List<String> LOCKED = List.of("package.json", "package-lock.json");

  private SupabaseClient() {}

  /** What the script prints; it must end well. */
  public static String run(String script, String... arguments) throws Exception {
    install();
    Files.copy(
        SOURCES.resolve(script), FOLDER.resolve(script), StandardCopyOption.REPLACE_EXISTING);
    List<String> command = new ArrayList<>(List.of("node", script));
    command.addAll(List.of(arguments));
    return run(command);
  }

  // Only when it has changed: it is the slow part. Tests run in several processes.
  private static void install() throws Exception {
    Files.createDirectories(FOLDER);
    try (FileChannel file =
            FileChannel.open(
                FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = file.lock()) {
      Path installed = FOLDER.resolve("installed");
      if (Files.exists(installed) && sameLock()) {
        return;
      }
      Files.deleteIfExists(installed);
      for (String name : LOCKED) {
        Files.copy(
            SOURCES.resolve(name), FOLDER.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      run(List.of("npm", "ci", "--no-audit", "--no-fund"));
      Files.createFile(installed);
    }
  }

  private static boolean sameLock() throws IOException {
    for (String file : LOCKED) {
      Path copy = FOLDER.resolve(file);
      if (!Files.exists(copy) || Files.mismatch(SOURCES.resolve(file), copy) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static String run(List<String> command) throws Exception {
    Path log = Files.createTempFile("supabase-client", ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(3, TimeUnit.MINUTES);
    process.destroyForcibly();
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
