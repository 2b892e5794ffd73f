package dev.atelier.archive.evidence;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.Content;
import dev.atelier.archive.files.LocalCopy;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads files again and compares them with what is known of them; asks nobody else. */
final class Verification {

  private final Path root;
  private final Consumer<Problem> told;
  private long files;
  private long bytes;
  private long missing;
  private long changed;
  private long unknown;

  /**
   * @param told hears of each problem
   */
  Verification(Path root, Consumer<Problem> told) {
    this.root = root;
    this.told = told;
  }

  /**
   * Something that is not as it should be.
   *
   * @param problem {@code missing}, {@code changed}, {@code unreadable} or {@code unknown}
   */
  public record Problem(String path, String problem, String detail) {}

  /** What came of it all. */
  public record Summary(long files, long bytes, long ok, long missing, long changed, long unknown) {

    boolean isClean() {
      return missing == 0 && changed == 0;
    }
  }

  /** Checks one file. */
  void check(String path, long size, String sha256) {
    files++;
    Path file = root.resolve(path);
    try {
      if (!file.normalize().startsWith(root) || !file.normalize().equals(file)) {
        throw new IOException("leads out of the archive");
      }
      Optional<BasicFileAttributes> found = ArchiveRoot.attributes(file);
      if (found.isEmpty()) {
        missing++;
        told.accept(new Problem(path, "missing", "There is no such file"));
      } else if (found.get().size() != size) {
        changed++;
        told.accept(
            new Problem(
                path, "changed", "It has %d bytes, not %d".formatted(found.get().size(), size)));
      } else {
        compare(path, file, sha256);
      }
    } catch (IOException e) {
      changed++;
      told.accept(new Problem(path, "unreadable", e.getClass().getSimpleName()));
    }
  }

  private void compare(String path, Path file, String sha256) throws IOException {
    if (!file.toRealPath().equals(file)) {
      throw new IOException("is reached through a link");
    }
    Content content = LocalCopy.read(file, false);
    bytes += content.size();
    if (!content.sha256().equals(sha256)) {
      changed++;
      told.accept(
          new Problem(
              path, "changed", "Its SHA-256 is %s, not %s".formatted(content.sha256(), sha256)));
    }
  }

  /**
   * Tells of files that nothing is known of.
   *
   * @param known whether something is known of a path
   */
  void findUnknown(Path below, Predicate<String> known) throws IOException {
    if (!Files.isDirectory(below)) {
      return;
    }
    Files.walkFileTree(
        below,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            boolean own =
                directory.getParent() != null
                    && directory.getParent().equals(root)
                    && directory.getFileName().toString().startsWith(".");
            return own ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String path = root.relativize(file).toString();
            if (!known.test(path)) {
              unknown++;
              told.accept(new Problem(path, "unknown", "Nothing is known of this file"));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  Summary summary() {
    return new Summary(files, bytes, files - missing - changed, missing, changed, unknown);
  }
}
