package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.FolderRepository;
import dev.atelier.archive.files.SafeName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives each user a folder that nobody else has. */
@Component
class UserFolders {

  private final FolderRepository folders;
  private final RunUserRepository users;
  private final FindingRepository findings;
  private final ArchiveRoot root;

  UserFolders(
      FolderRepository folders,
      RunUserRepository users,
      FindingRepository findings,
      ArchiveRoot root) {
    this.folders = folders;
    this.users = users;
    this.findings = findings;
    this.root = root;
  }

  /** The user's folder, which then exists; null where a dry run finds that there is none yet. */
  @Nullable String of(Run run, RunUser user) throws IOException {
    if (run.dryRun()) {
      return folders.find(root.id(), user.sourceId(), user.name()).orElse(null);
    }
    String name = SafeName.ofEmail(user.name());
    String mark = SafeName.hash(user.sourceId() + "\n" + user.name());
    String folder =
        folders.assign(
            root.id(),
            user.sourceId(),
            user.name(),
            Stream.of(name, SafeName.with(name, mark), SafeName.with(name, mark + mark)).toList());
    root.makeFolders(folder);
    return folder;
  }

  /** Notes, once, what is wrong with the user's document; the user with the errors noted. */
  RunUser checked(Run run, RunUser user, @Nullable String folder) {
    List<String> errors = new ArrayList<>(user.faults());
    if (!user.hasEmail()) {
      if (user.email() != null) {
        errors.add("invalid_email: the e-mail address is blank or too long");
      }
      findings.insert(
          run.id(),
          List.of(
              new Finding(
                  Finding.INVALID_EMAIL,
                  "email_users/" + user.sourceId(),
                  folder,
                  "The user has no e-mail address that can be one",
                  null)));
    }
    if (user.place() == 0 && !errors.isEmpty()) {
      users.noteFaults(user, errors);
    }
    return user;
  }
}
