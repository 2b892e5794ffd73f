package dev.atelier.identity.gotrue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The client that people use, supabase-js, from npm. */
@IntegrationTest
class SupabaseClientTests {

  private static final Path SOURCES = Path.of("src/test/supabase");
  private static final Path FOLDER = Path.of("target/supabase-client");
  private static final List<String> LOCKED = List.of("package.json", "package-lock.json");

  @LocalServerPort int port;

  @Test
  void theRealClientSignsUpInAndOutRenewsAndFindsThieves() throws Exception {
    install();
    Files.copy(
        SOURCES.resolve("client.mjs"),
        FOLDER.resolve("client.mjs"),
        StandardCopyOption.REPLACE_EXISTING);

    String run = UUID.randomUUID().toString().substring(0, 8);
    String output = run("node", "client.mjs", "http://127.0.0.1:" + port, run);

    assertThat(output).contains("every step held");
  }

  // Only when it has changed: it is the slow part.
  private static void install() throws Exception {
    Files.createDirectories(FOLDER);
    Path installed = FOLDER.resolve("installed");
    if (Files.exists(installed) && sameLock()) {
      return;
    }
    Files.deleteIfExists(installed);
    for (String file : LOCKED) {
      Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    run("npm", "ci", "--no-audit", "--no-fund");
    Files.createFile(installed);
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

  private static String run(String... command) throws Exception {
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
