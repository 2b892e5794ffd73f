package dev.atelier.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class LockedHome implements AtelierHome, AutoCloseable {

  private final Path path;
  private final FileChannel channel;
  private final String nodeId;

  LockedHome(@Value("${atelier.home}") Path configured) throws IOException {
    this.path = Files.createDirectories(configured).toRealPath();
    this.channel =
        FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock lock = channel.tryLock();
    if (lock == null) {
      throw new IllegalStateException(
          "ATELIER_HOME " + path + " is in use by another running Atelier");
    }
    Path id = path.resolve("node-id");
    if (!Files.exists(id)) {
      Files.writeString(id, UUID.randomUUID().toString());
    }
    this.nodeId = Files.readString(id).strip();
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Path directory(String name) {
    try {
      return Files.createDirectories(path.resolve(name));
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
    channel.close();
  }
}
