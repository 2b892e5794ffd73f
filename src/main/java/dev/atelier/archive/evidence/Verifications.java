package dev.atelier.archive.evidence;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.FileListing;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Checks what lies in the archive against what is known of it, without the source. */
@Component
public class Verifications {

  private final FileListing files;
  private final ArchiveRoot root;
  private final JsonMapper json;

  Verifications(FileListing files, ArchiveRoot root, JsonMapper json) {
    this.files = files;
    this.root = root;
    this.json = json;
  }

  /**
   * Checks every file, or those of one folder, and writes each problem as a line of JSON as it is
   * found; the last line says how many there were.
   */
  public void write(@Nullable String folder, OutputStream output) throws IOException {
    OutputStream out = new BufferedOutputStream(output);
    Verification verification =
        new Verification(
            root.path(),
            problem -> {
              try {
                out.write(line(problem));
                out.flush();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Set<String> known = new HashSet<>();
    Stream<ArchivedFile> all =
        folder == null ? files.all(root.id()) : files.inFolder(root.id(), folder).stream();
    all.forEach(file -> {
      ArchivedFile.Held held = file.held();
      if (held != null) {
        known.add(file.path());
        verification.check(file.path(), held.content().size(), held.content().sha256());
      }
    });
    verification.findUnknown(
        folder == null ? root.path() : root.path().resolve(folder), known::contains);
    out.write(line(verification.summary()));
    out.flush();
  }

  private byte[] line(Object value) {
    return (json.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
