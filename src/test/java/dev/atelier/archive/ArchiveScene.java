package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.providers.MediaKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An empty archive and an empty source before each test; all tests of it share an application. */
@Import(ScriptedSource.class)
abstract class ArchiveScene {

  @LocalServerPort int port;
  @Autowired ScriptedSource.Script source;
  @Autowired ArchiveRoot root;
  @Autowired JdbcClient jdbc;

  Archive archive;

  @BeforeEach
  void empty() throws IOException {
    archive = new Archive(port);
    source.reset();
    if (archive.status().path("status").asString().equals("processing")) {
      archive.post(
          "/api/archive/runs/%s/stop".formatted(archive.newestRun().path("id").asString()), null);
    }
    Awaitility.await()
        .until(() ->
            jdbc.sql("select count(*) from jobs.item where state = 'RUNNING'")
                    .query(Integer.class)
                    .single()
                == 0);
    for (String table :
        List.of("run", "run_user", "object", "folder", "file", "boot", "finding", "setting")) {
      jdbc.sql("delete from archive." + table).update();
    }
    jdbc.sql("update jobs.batch set state = 'CANCELLED' where state = 'PAUSED'").update();
    clear(root.path());
  }

  private void clear(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return directory.equals(root.path().resolve(".atelier"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (!directory.equals(folder)) {
              Files.delete(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A user with so many images, of some kilobytes each; each image's bytes are its own. */
  void user(String email, int images) {
    String id = email.replace('@', '_').replace('.', '_');
    List<String> ids = IntStream.range(0, images).mapToObj(i -> id + "-" + i).toList();
    source.user(id, email, ids, List.of());
    ids.forEach(image -> source.medium(MediaKind.IMAGE, image, image + ".jpg", content(image)));
  }

  static byte[] content(String seed) {
    return seed.repeat(3_000 / seed.length() + 1).getBytes(StandardCharsets.UTF_8);
  }

  Path file(String path) {
    return root.path().resolve(path);
  }
}
