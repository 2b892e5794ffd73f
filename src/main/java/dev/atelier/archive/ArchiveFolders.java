package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.FolderRepository;
import dev.atelier.archive.files.FolderRepository.Folder;
import dev.atelier.http.Problem;
import java.util.List;
import org.springframework.stereotype.Component;

/** The folders of users, as far as this node has them. */
@Component
class ArchiveFolders {

  private final FolderRepository folders;
  private final ArchiveRoot root;

  ArchiveFolders(FolderRepository folders, ArchiveRoot root) {
    this.folders = folders;
    this.root = root;
  }

  Folder find(String name) {
    return folders
        .named(root.id(), Texts.storable(name))
        .orElseThrow(() -> Problem.notFound("There is no such folder in this archive"));
  }

  List<Folder> page(String after, int limit) {
    return folders.page(root.id(), Texts.storable(after), limit);
  }
}
