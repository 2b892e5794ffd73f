package dev.atelier.providers.firebase;

import dev.atelier.FreePort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A Firestore on this machine, in a process of its own, that starts empty. It keeps each project
 * apart: tests that share it take a project of their own.
 */
public final class FirestoreEmulator implements AutoCloseable {

  private static @Nullable FirestoreEmulator shared;

  private final Process process;
  private final int port;

  private FirestoreEmulator(int port) throws IOException {
    this.port = port;
    this.process =
        new ProcessBuilder("node", "start.mjs", Integer.toString(port))
            .directory(Path.of("src", "test", "firestore").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!"listening".equals(said.readLine())) {
      throw new IOException("The Firestore emulator did not start");
    }
  }

  /** The one of this process; it ends with it. */
  public static synchronized FirestoreEmulator shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** Starts another one. */
  public static FirestoreEmulator start() {
    try {
      return new FirestoreEmulator(FreePort.next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code FIRESTORE_EMULATOR_HOST}. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
