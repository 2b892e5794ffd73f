package dev.atelier.posters;

import dev.atelier.jobs.JobHandler;
import dev.atelier.posters.RunLogRepository.Level;
import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds the id of a row that has none, then lets the row be drawn. Once per distinct username. */
@Component
class LookUpProfileHandler implements JobHandler<PosterRow> {

  static final String QUEUE = "posters.lookup";

  /** Checks and previews have ended by then, or their node is dead. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ProfileDirectory directory;
  private final LookupTurns turns;
  private final RunCache runs;
  private final RowProfileRepository profiles;
  private final RunLogRepository logs;
  private final PosterProperties properties;

  LookUpProfileHandler(
      ProfileDirectory directory,
      LookupTurns turns,
      RunCache runs,
      RowProfileRepository profiles,
      RunLogRepository logs,
      PosterProperties properties) {
    this.directory = directory;
    this.turns = turns;
    this.runs = runs;
    this.profiles = profiles;
    this.logs = logs;
    this.properties = properties;
  }

  @Override
  public String queue() {
    return QUEUE;
  }

  @Override
  public Class<PosterRow> inputType() {
    return PosterRow.class;
  }

  @Override
  public Lanes lanes() {
    return new Lanes.InAll(properties.lookups());
  }

  @Override
  public Outcome run(Work<PosterRow> work) {
    PosterRun ordered = runs.get(work.batch(), work.revision()).run();
    if (directory.offline() != ordered.offlineProfiles()) {
      throw ProviderException.refusesAll(
          "directory_changed",
          "TOPMATE_API_URL was changed since this run was accepted, so its ids would be of two kinds;"
              + " start a new run");
    }
    RunId run = ordered.id();
    PosterRow row = work.input();
    String key = row.lookupKey();
    // A row that is tried again finds what its namesake was told.
    if (profiles.find(run, key).isPresent()) {
      return new Outcome.MoveTo(RenderPosterHandler.QUEUE);
    }
    Profile profile = turns.ask(() -> ask(directory, row), PATIENCE);
    return new Outcome.MoveTo(
        RenderPosterHandler.QUEUE, () -> keep(run, key, work.label(), profile));
  }

  /** What the directory says of the row's person, with a usable id. */
  static Profile ask(ProfileDirectory directory, PosterRow row) {
    Long id = row.profileId();
    if (id != null) {
      return directory.findById(id);
    }
    Profile profile = directory.findByUsername(row.username());
    requireUserId(row.username(), profile);
    return profile;
  }

  /** The id that the directory has for a username. */
  static long idOf(ProfileDirectory directory, String username) {
    return requireUserId(username, directory.findByUsername(username));
  }

  /** The id that a row needs of its profile; without one nobody can be told apart. */
  private static long requireUserId(String username, Profile profile) {
    Long userId = profile.userId();
    if (userId == null) {
      throw ProviderException.rejected(
          "profile_not_found", "The profile of " + username + " has no usable user id");
    }
    return userId;
  }

  private void keep(RunId run, String key, String label, Profile profile) {
    long userId = requireUserId(label, profile);
    profiles.insert(run, key, userId, profile);
    String origin = directory.offline() ? "made up offline" : "fetched from Topmate";
    logs.append(
        run,
        Level.INFO,
        "%s: user id %d (%s)".formatted(label, userId, origin),
        Map.of("username", profile.username(), "user_id", userId));
  }
}
