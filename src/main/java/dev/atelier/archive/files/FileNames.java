package dev.atelier.archive.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Gives media names that nobody else of their folder has, and remembers them. The first with a name
 * has it plain, others with a piece of their id.
 */
@Component
public class FileNames {

  private static final int ATTEMPTS = 3;

  private final FileRepository files;
  private final ArchiveRoot root;

  FileNames(FileRepository files, ArchiveRoot root) {
    this.files = files;
    this.root = root;
  }

  /**
   * The places of media that had none; each comes with the name that it would like.
   *
   * @param wanted media of one folder and kind
   */
  public Map<String, ArchivedFile> reserve(List<ArchivedFile> wanted) {
    Map<String, ArchivedFile> reserved = new HashMap<>();
    List<ArchivedFile> left = wanted;
    for (int attempt = 0; !left.isEmpty() && attempt < ATTEMPTS; attempt++) {
      ArchivedFile any = left.getFirst();
      files.reserve(root.id(), named(left));
      reserved.putAll(
          files.find(
              root.id(), any.folder(), any.kind(), left.stream().map(ArchivedFile::item).toList()));
      left = left.stream().filter(file -> !reserved.containsKey(file.item())).toList();
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException("No names are free for " + left.size() + " files");
    }
    return reserved;
  }

  /** Another place for a medium, as a file of somebody else is where it should be. */
  public ArchivedFile evade(ArchivedFile file, int attempt) {
    UUID id = root.id();
    files.release(id, file);
    ArchivedFile other =
        withName(file, SafeName.with(file.name(), SafeName.hash(file.item() + attempt)));
    return reserve(List.of(other)).values().iterator().next();
  }

  private List<ArchivedFile> named(List<ArchivedFile> wanted) {
    Map<ArchivedFile, List<String>> candidates = new LinkedHashMap<>();
    wanted.forEach(file -> candidates.put(file, candidates(file)));
    ArchivedFile any = wanted.getFirst();
    Set<String> taken =
        new HashSet<>(
            files.taken(
                root.id(),
                any.folder(),
                any.kind(),
                candidates.values().stream().flatMap(List::stream).map(SafeName::fold).toList()));
    List<ArchivedFile> named = new ArrayList<>();
    candidates.forEach((file, names) ->
        names.stream()
            .filter(name -> taken.add(SafeName.fold(name)))
            .findFirst()
            .ifPresent(name -> named.add(withName(file, name))));
    return named;
  }

  private static List<String> candidates(ArchivedFile file) {
    String name = file.name();
    return Stream.of(
            name,
            SafeName.with(name, SafeName.shortId(file.item())),
            SafeName.with(name, SafeName.hash(file.item())),
            SafeName.with(name, SafeName.hash(file.item()) + SafeName.hash(name)))
        .distinct()
        .toList();
  }

  private static ArchivedFile withName(ArchivedFile file, String name) {
    return new ArchivedFile(
        file.folder(), file.kind(), file.item(), name, file.document(), file.object(), null);
  }
}
