package dev.atelier.posters.library;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.identity.UserId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Templates in versions, by section; at most one version of a section is active. Each belongs to
 * its owner.
 *
 * <p>Thread-safe.
 */
@Component
public class TemplateLibrary {

  private static final int MAX_TEMPLATES = 2_000;
  private static final int MAX_SECTION = 50;
  private static final long MAX_PAGE_BYTES = 8L * 1024 * 1024;
  private static final String LATEST = "_latest";

  private final TemplateRepository templates;
  private final TemplateLists lists;
  private final TransactionTemplate transaction;
  private final Clock clock;

  TemplateLibrary(
      TemplateRepository templates,
      TemplateLists lists,
      TransactionTemplate transaction,
      Clock clock) {
    this.templates = templates;
    this.lists = lists;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Adds a version to a section of the caller's, which may be new. */
  StoredTemplate add(Caller caller, String section, TemplateDraft draft, boolean activate) {
    String name = section.strip();
    if (name.isEmpty() || name.length() > MAX_SECTION) {
      throw TemplateDraft.invalid("section", "must have 1 to %d characters".formatted(MAX_SECTION));
    }
    TemplateDraft.storable("section", name);
    return add(caller.id(), name, draft, activate);
  }

  /** Adds a version to the section of another one. */
  StoredTemplate addTo(StoredTemplate earlier, TemplateDraft draft, boolean activate) {
    return add(earlier.owner(), earlier.section(), draft, activate);
  }

  private StoredTemplate add(UserId owner, String section, TemplateDraft draft, boolean activate) {
    if (templates.count(owner) >= MAX_TEMPLATES) {
      throw Problem.conflict(
          "library_full",
          "The library holds %,d versions of templates; delete some first"
              .formatted(MAX_TEMPLATES));
    }
    return transaction.execute(status -> {
      StoredTemplate added =
          new StoredTemplate(
              UUID.randomUUID(),
              owner,
              section,
              templates.nextVersion(owner, section),
              draft.name(),
              activate,
              draft.html(),
              draft.css(),
              draft.previewData(),
              draft.compiled().placeholders(),
              draft.size().width(),
              draft.size().height(),
              clock.instant().truncatedTo(ChronoUnit.MICROS));
      templates.insert(added);
      if (activate) {
        templates.activate(added);
      }
      return added;
    });
  }

  /** Makes a version its section's active one, and no other. */
  StoredTemplate activate(Caller caller, UUID id) {
    StoredTemplate template = find(caller, id);
    transaction.executeWithoutResult(status -> {
      templates.lock(template.owner(), template.section());
      if (!templates.activate(template)) {
        throw unknown();
      }
    });
    return find(caller, id);
  }

  /** Takes a version out of the library. Runs that were started from it have their own copy. */
  void delete(Caller caller, UUID id) {
    templates.delete(find(caller, id).id());
  }

  /** The template, if it exists for the caller. */
  public StoredTemplate find(Caller caller, UUID id) {
    return templates
        .find(id)
        .filter(template -> caller.mayReach(template.owner()))
        .orElseThrow(TemplateLibrary::unknown);
  }

  /**
   * The version that a reference stands for: its id, or {@code {section}_latest} for the active
   * version of a section of the caller's.
   */
  public Optional<StoredTemplate> find(Caller caller, String reference) {
    if (reference.endsWith(LATEST)) {
      String section = reference.substring(0, reference.length() - LATEST.length());
      return reference.indexOf('\0') >= 0
          ? Optional.empty()
          : templates.findActive(caller.id(), section);
    }
    try {
      return templates
          .find(UUID.fromString(reference))
          .filter(template -> caller.mayReach(template.owner()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** By section, in it the newest first; ends early where it would weigh too much. */
  Part page(Caller caller, @Nullable String section, @Nullable UUID after, int limit) {
    StoredTemplate last = after == null ? null : find(caller, after);
    List<StoredTemplate> page = lists.page(caller.id(), section, last, limit, MAX_PAGE_BYTES);
    boolean more = !page.isEmpty() && lists.existsAfter(caller.id(), section, page.getLast());
    return new Part(page, more);
  }

  /** Some of the templates, and whether there are more. */
  record Part(List<StoredTemplate> templates, boolean more) {}

  List<TemplateLists.Section> sections(Caller caller, @Nullable String after, int limit) {
    return lists.sections(caller.id(), after, limit);
  }

  List<TemplateRepository.Summary> versions(StoredTemplate template, int before, int limit) {
    return lists.versions(template.owner(), template.section(), before, limit);
  }

  private static Problem unknown() {
    return Problem.notFound("Template not found");
  }
}
