package dev.atelier.archive.evidence;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.ArchivedFile;
import dev.atelier.archive.files.FileListing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Packages of persons. */
@Component
public class Packages {

  private final FileListing files;
  private final Manifests manifests;
  private final ArchiveRoot root;

  Packages(FileListing files, Manifests manifests, ArchiveRoot root) {
    this.files = files;
    this.manifests = manifests;
    this.root = root;
  }

  /** What is in place of a person now, with a manifest of it. */
  public PersonPackage of(String folder) throws IOException {
    List<ArchivedFile> inPlace = files.inFolder(root.id(), folder);
    ByteArrayOutputStream manifest = new ByteArrayOutputStream();
    manifests.write(inPlace.stream(), manifest);
    return new PersonPackage(root, inPlace, folder, manifest.toByteArray());
  }
}
