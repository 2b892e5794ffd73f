package dev.atelier.archive.files;

import dev.atelier.home.AtelierHome;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.MediaKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The folder that everything is archived in. It never follows a symbolic link below itself, and
 * keeps what is not media in {@value #OWN}.
 */
@Component
public class ArchiveRoot {

  private static final String OWN = ".atelier";
  private static final Pattern FINAL_NAME = Pattern.compile("[^/\\x00]{1,255}");

  private final Path path;
  private final Path partials;
  private final Path manifests;
  private final UUID id;

  ArchiveRoot(FilesProperties properties, AtelierHome home) {
    String configured = properties.root();
    try {
      this.path =
          (configured.isEmpty()
                  ? home.directory("downloads")
                  : Files.createDirectories(Path.of(configured)))
              .toRealPath();
      Path own = directory(path, OWN);
      this.partials = directory(own, "partial");
      this.manifests = directory(own, "manifests");
      this.id = readOrCreateId(own.resolve("archive-id"));
    } catch (IOException | IllegalArgumentException e) {
      String name = configured.isEmpty() ? home.path() + "/downloads" : configured;
      throw new CannotStartException(
          "ARCHIVE_ROOT "
              + name
              + " cannot be used: "
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static UUID readOrCreateId(Path file) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Path draft = file.resolveSibling("archive-id." + UUID.randomUUID());
      Files.writeString(draft, UUID.randomUUID() + "\n");
      try {
        // Fails where another node was first, and then that one's id counts.
        Files.createLink(file, draft);
      } catch (FileAlreadyExistsException | UnsupportedOperationException e) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      Files.deleteIfExists(draft);
    }
    return UUID.fromString(Files.readString(file).strip());
  }

  public Path path() {
    return path;
  }

  /** Identifies this folder, also after it was moved, and on every node that shares it. */
  public UUID id() {
    return id;
  }

  /** Where manifests are kept. */
  public Path manifests() {
    return manifests;
  }

  /** Where copies grow that are not whole yet. */
  Path partials() {
    return partials;
  }

  /** Makes a user's folder, with one for each kind of media. */
  public void makeFolders(String folder) throws IOException {
    Path user = directory(path, folder);
    for (MediaKind kind : MediaKind.values()) {
      directory(user, kind.plural());
    }
  }

  /**
   * Where a file belongs.
   *
   * @throws UnsafePathException when the way there leads through something else than folders
   */
  public Path file(String folder, MediaKind kind, String name) throws IOException {
    Path user = requireDirectory(path.resolve(checked(folder)));
    return requireDirectory(user.resolve(kind.plural())).resolve(checked(name));
  }

  /**
   * What is at a place for a file; nothing where nothing is.
   *
   * @throws UnsafePathException when something is there that is no plain file
   */
  public static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    BasicFileAttributes found = attributesOf(file);
    if (found != null && !found.isRegularFile()) {
      throw new UnsafePathException(file.getFileName().toString());
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable BasicFileAttributes attributesOf(Path path) throws IOException {
    return path.getFileSystem()
        .provider()
        .readAttributesIfExists(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes every copy that was not finished; only for when nothing is being copied. */
  public int sweepPartials() throws IOException {
    int removed = 0;
    try (Stream<Path> files = Files.list(partials)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        removed += Files.deleteIfExists(file) ? 1 : 0;
      }
    }
    return removed;
  }

  private static Path directory(Path parent, String name) throws IOException {
    Path directory = parent.resolve(checked(name));
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException _) {
      return requireDirectory(directory);
    }
    return directory;
  }

  private static Path requireDirectory(Path directory) throws IOException {
    BasicFileAttributes found = attributesOf(directory);
    if (found == null) {
      throw new NoSuchFileException(directory.getFileName().toString());
    }
    if (!found.isDirectory()) {
      throw new UnsafePathException(directory.getFileName().toString());
    }
    return directory;
  }

  private static String checked(String name) {
    if (!FINAL_NAME.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException("Not the name of a file: " + name);
    }
    return name;
  }
}
