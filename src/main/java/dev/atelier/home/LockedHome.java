package dev.atelier.home;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A home whose lock is held from construction until {@link #close()} or the process's death. */
@Component
class LockedHome implements AtelierHome, AutoCloseable {

  private static final FileAttribute<?> OWNER_ONLY = asFileAttribute(fromString("rwx------"));
  private static final Pattern FOLDER_NAME = Pattern.compile("[a-z][a-z0-9-]*");

  private final Path path;
  private final FileChannel lock;
  private final String nodeId;

  LockedHome(HomeProperties properties) {
    Path configured = properties.home().toAbsolutePath().normalize();
    try {
      // Links are followed, so that two names of one folder meet at the same lock.
      this.path = createFolder(configured).toRealPath();
      this.lock = lock(path);
      this.nodeId = readOrCreateNodeId(path);
    } catch (IOException e) {
      throw new CannotStartException(
          "ATELIER_HOME " + configured + " cannot be used: " + reason(e), e);
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Path directory(String name) {
    if (!FOLDER_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a folder: " + name);
    }
    try {
      return createFolder(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String nodeId() {
    return nodeId;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }

  private static Path createFolder(Path folder) throws IOException {
    return Files.isDirectory(folder) ? folder : Files.createDirectories(folder, OWNER_ONLY);
  }

  private static FileChannel lock(Path home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new CannotStartException(
          "ATELIER_HOME " + home + " is in use by another running Atelier");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static String readOrCreateNodeId(Path home) throws IOException {
    Path file = home.resolve("node-id");
    if (Files.exists(file)) {
      String id = Files.readString(file).strip();
      if (!id.isEmpty()) {
        return id;
      }
    }
    String id = UUID.randomUUID().toString();
    Path draft = Files.writeString(home.resolve("node-id.new"), id + "\n");
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return id;
  }

  private static String reason(IOException failure) {
    String name = failure.getClass().getSimpleName().replace("Exception", "");
    return failure instanceof FileSystemException fileFailure && fileFailure.getReason() != null
        ? fileFailure.getReason()
        : name;
  }
}
