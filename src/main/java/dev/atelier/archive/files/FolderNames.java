package dev.atelier.archive.files;

import dev.atelier.archive.files.FolderRepository.Folder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Gives each user a folder that nobody else has, and remembers it. The first with a name has it
 * plain, others with a few digits that are theirs alone.
 */
@Component
public class FolderNames {

  private final FolderRepository folders;
  private final ArchiveRoot root;

  FolderNames(FolderRepository folders, ArchiveRoot root) {
    this.folders = folders;
    this.root = root;
  }

  /** Somebody, by the document and what it says that the address is. */
  public record Person(String sourceId, String email) {}

  /** The folders that these persons have already. */
  public Map<Person, String> known(List<Person> persons) {
    Map<Person, String> known = new HashMap<>();
    List<Folder> asked =
        persons.stream().map(each -> new Folder("", each.sourceId(), each.email())).toList();
    folders
        .of(root.id(), asked)
        .forEach(folder -> known.put(new Person(folder.sourceId(), folder.email()), folder.name()));
    return known;
  }

  /** The folders of these persons; those who have none get one, in this order. */
  public Map<Person, String> assign(List<Person> persons) {
    Map<Person, String> known = known(persons);
    List<Person> without =
        persons.stream().filter(person -> !known.containsKey(person)).distinct().toList();
    if (without.isEmpty()) {
      return known;
    }
    Set<String> taken =
        new HashSet<>(
            folders.taken(
                root.id(),
                without.stream()
                    .flatMap(FolderNames::candidates)
                    .map(SafeName::fold)
                    .distinct()
                    .toList()));
    List<Folder> named = new ArrayList<>();
    for (Person person : without) {
      String name =
          candidates(person)
              .filter(candidate -> taken.add(SafeName.fold(candidate)))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("Every name of a folder is somebody else's"));
      named.add(new Folder(name, person.sourceId(), person.email()));
    }
    folders.insert(root.id(), named);
    return known(persons);
  }

  private static Stream<String> candidates(Person person) {
    String name = SafeName.ofEmail(person.email());
    String mark = SafeName.hash(person.sourceId() + "\n" + person.email());
    return Stream.of(name, SafeName.with(name, mark), SafeName.with(name, mark + mark));
  }
}
