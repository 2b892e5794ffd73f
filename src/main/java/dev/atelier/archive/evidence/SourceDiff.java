package dev.atelier.archive.evidence;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.FileListing;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.SourceObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares the bucket with the archive, object by object, and prints it as {@code rclone check
 * --combined} does: {@code =} the same, {@code -} only here, {@code +} only in the bucket, {@code
 * *} different, {@code !} cannot be told. Both sides come in the order of the paths, so that no
 * more than a page of each is in memory.
 */
@Component
public class SourceDiff {

  private static final int PAGE = 1_000;

  private final MediaSource source;
  private final FileListing files;
  private final ArchiveRoot root;

  SourceDiff(MediaSource source, FileListing files, ArchiveRoot root) {
    this.source = source;
    this.files = files;
    this.root = root;
  }

  /**
   * A comparison that has begun, so that a source that refuses is known before anything is said.
   */
  public final class Comparison {

    private final Deque<SourceObject> theirs = new ArrayDeque<>();
    private final Deque<ArchivedFile> ours = new ArrayDeque<>();
    private @Nullable String nextPage;
    private boolean moreTheirs = true;
    private String lastOfOurs = "";
    private boolean moreOurs = true;

    private Comparison() {
      fill();
    }

    private void fill() {
      while (theirs.isEmpty() && moreTheirs) {
        MediaSource.ObjectPage page = source.objects(null, nextPage);
        theirs.addAll(page.objects());
        nextPage = page.next();
        moreTheirs = nextPage != null;
      }
      if (ours.isEmpty() && moreOurs) {
        List<ArchivedFile> page = files.byObject(root.id(), lastOfOurs, PAGE);
        ours.addAll(page);
        moreOurs = !page.isEmpty();
        lastOfOurs = page.isEmpty() ? lastOfOurs : page.getLast().object();
      }
    }

    public void write(OutputStream output) throws IOException {
      Writer out = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
      while (!theirs.isEmpty() || !ours.isEmpty()) {
        writeNext(out);
        fill();
      }
      out.flush();
    }

    private void writeNext(Writer out) throws IOException {
      int order = order(theirs.peek(), ours.peek());
      if (order < 0) {
        String path = theirs.remove().path();
        if (!path.endsWith("/")) {
          line(out, '+', path);
        }
        return;
      }
      String object = ours.element().object();
      List<ArchivedFile> same = new ArrayList<>();
      while (!ours.isEmpty() && ours.element().object().equals(object)) {
        same.add(ours.remove());
      }
      line(out, order > 0 ? '-' : sign(theirs.remove(), same), object);
    }

    private static int order(@Nullable SourceObject theirs, @Nullable ArchivedFile ours) {
      if (theirs == null || ours == null) {
        return theirs == null ? 1 : -1;
      }
      // As the database and buckets sort: by the bytes of UTF-8.
      return Arrays.compareUnsigned(
          theirs.path().getBytes(StandardCharsets.UTF_8),
          ours.object().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(Writer out, char sign, String path) throws IOException {
      out.append(sign).append(' ').append(path.replaceAll("[\\r\\n]", "_")).append('\n');
    }
  }

  public Comparison begin() {
    return new Comparison();
  }

  private char sign(SourceObject object, List<ArchivedFile> copies) {
    char worst = '=';
    for (ArchivedFile copy : copies) {
      char sign = sign(object, copy);
      worst = sign == '=' ? worst : sign;
    }
    return worst;
  }

  private char sign(SourceObject object, ArchivedFile copy) {
    ArchivedFile.Held held = copy.held();
    if (held == null) {
      return '+';
    }
    try {
      Optional<BasicFileAttributes> found =
          ArchiveRoot.attributes(root.file(copy.folder(), copy.kind(), copy.name()));
      if (found.isEmpty()) {
        return '+';
      }
      return held.isOf(object) && found.get().size() == object.size() ? '=' : '*';
    } catch (IOException e) {
      return '!';
    }
  }
}
