package dev.atelier.videos.feed;

import dev.atelier.identity.UserId;
import org.jspecify.annotations.Nullable;

/** Something a viewer does to a video's counters. */
sealed interface Change {

  /** Who does it; null when not known. */
  @Nullable UserId viewer();

  /** Likes or dislikes, instead of what the viewer thought before. */
  record React(UserId viewer, Reaction reaction) implements Change {}

  /** Takes a reaction back, if that is the viewer's. */
  record Undo(UserId viewer, Reaction reaction) implements Change {}

  /**
   * Sees the video.
   *
   * @param session tells viewers who are not known apart; null for one who is
   */
  record Watch(@Nullable UserId viewer, @Nullable String session) implements Change {

    /** What says that two views are of one viewer. */
    String key() {
      UserId known = viewer;
      return known == null ? String.valueOf(session) : known.toString();
    }
  }
}
