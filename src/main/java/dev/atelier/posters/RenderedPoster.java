package dev.atelier.posters;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a row has become; the output of its item.
 *
 * @param media key of the picture
 * @param userId the person's id, from the row or the directory
 * @param profile what is known of the person, each value with its origin
 * @param fetched whether the directory was asked
 */
record RenderedPoster(
    String media,
    @Nullable Long userId,
    String username,
    String displayName,
    Map<String, Sourced> profile,
    boolean fetched,
    int blockedRequests,
    List<PosterRun.Warning> warnings) {

  RenderedPoster {
    profile = Map.copyOf(profile);
    warnings = List.copyOf(warnings);
  }

  /**
   * The id under which the poster can be saved: not one that was made up on this machine, which
   * would be a stranger's.
   */
  @Nullable Long savableId(boolean offlineProfiles) {
    return fetched && offlineProfiles ? null : userId;
  }

  /** A value and where it came from. */
  record Sourced(String value, Origin origin) {}

  /** Where a value came from. */
  enum Origin {
    csv,
    api
  }
}
