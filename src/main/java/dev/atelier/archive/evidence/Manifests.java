package dev.atelier.archive.evidence;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.FileListing;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lists of files with what proves their bytes: a JSON object a line, and a last line with the
 * SHA-256 of all lines before it. Those of runs lie in the archive itself, so that it can be
 * checked without anything else.
 */
@Component
public class Manifests {

  private final FileListing files;
  private final ArchiveRoot root;
  private final JsonMapper json;

  Manifests(FileListing files, ArchiveRoot root, JsonMapper json) {
    this.files = files;
    this.root = root;
    this.json = json;
  }

  /** A manifest that was written. */
  public record Written(long files, long bytes, String sha256) {}

  /** Writes the manifest of what a run has seen in place. */
  public Written write(UUID run) throws IOException {
    Path draft = root.manifests().resolve("run-" + run + ".new");
    Written written;
    try (FileChannel channel =
            FileChannel.open(
                draft,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      written = write(files.seenBy(root.id(), run), out);
      out.flush();
      channel.force(true);
    }
    Files.move(draft, of(run), StandardCopyOption.ATOMIC_MOVE);
    return written;
  }

  /** The manifest of a run, where this node has it. */
  public Optional<Path> find(UUID run) {
    return Optional.of(of(run))
        .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
  }

  private Path of(UUID run) {
    return root.manifests().resolve("run-" + run + ".jsonl");
  }

  /** Writes the manifest of what is in place in a folder now. */
  public Written writeFolder(String folder, OutputStream out) throws IOException {
    return write(files.inFolder(root.id(), folder).stream(), out);
  }

  Written write(Stream<ArchivedFile> all, OutputStream out) throws IOException {
    ManifestLines lines = new ManifestLines(out, json);
    for (Iterator<ArchivedFile> each = all.iterator(); each.hasNext(); ) {
      lines.add(each.next());
    }
    return lines.end();
  }
}
