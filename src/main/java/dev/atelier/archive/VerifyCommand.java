package dev.atelier.archive;

import dev.atelier.archive.evidence.ManifestCheck;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code verify [folder]}: checks the archive in the folder, or the one that the settings name, by
 * the manifests in it. Needs no server and no source.
 */
public final class VerifyCommand {

  private VerifyCommand() {}

  /**
   * Runs the command.
   *
   * @param arguments what follows its name
   * @return the exit code: 0 when all is as it was, 1 when something is not, 2 when that cannot be
   *     told
   */
  public static int run(List<String> arguments, PrintStream out) {
    return ManifestCheck.run(
        arguments.isEmpty() ? configured() : Path.of(arguments.getFirst()), out);
  }

  private static Path configured() {
    String root = System.getenv().getOrDefault("ARCHIVE_ROOT", "");
    return root.isBlank()
        ? Path.of(System.getenv().getOrDefault("ATELIER_HOME", ".atelier"), "downloads")
        : Path.of(root);
  }
}
