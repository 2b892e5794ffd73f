package dev.atelier.archive;

import dev.atelier.providers.MediaKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user in a run.
 *
 * @param position place in the run, from 1
 * @param sourceId of the user's document
 * @param email null where the document has none that is a text
 * @param faults what is wrong with the document
 * @param folder null before it has one
 * @param place how many of the ids, images before voices, are done
 * @param failed how many of them failed, with what is wrong with the document
 */
record RunUser(
    RunId run,
    int position,
    String sourceId,
    @Nullable String email,
    List<String> imageIds,
    List<String> voiceIds,
    List<String> faults,
    @Nullable String folder,
    State state,
    int place,
    int failed) {

  /** What a user is called who has no e-mail address. */
  static final String UNKNOWN = "unknown";

  private static final int LONGEST_EMAIL = 320;

  RunUser {
    imageIds = List.copyOf(imageIds);
    voiceIds = List.copyOf(voiceIds);
    faults = List.copyOf(faults);
  }

  /** Where a user stands. */
  enum State {
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED
  }

  /** What a user is called: the address where it can be one. */
  static String name(@Nullable String email) {
    return isUsable(email) ? String.valueOf(email) : UNKNOWN;
  }

  static boolean isUsable(@Nullable String email) {
    return email != null && !email.isBlank() && email.length() <= LONGEST_EMAIL;
  }

  String name() {
    return name(email);
  }

  /** The user when more is done. */
  RunUser after(int done, int failedNow) {
    return new RunUser(
        run,
        position,
        sourceId,
        email,
        imageIds,
        voiceIds,
        faults,
        folder,
        state,
        place + done,
        failedNow);
  }

  int media() {
    return imageIds.size() + voiceIds.size();
  }

  /** The next ids of one kind. */
  Page next(int limit) {
    boolean images = place < imageIds.size();
    List<String> ids = images ? imageIds : voiceIds;
    int from = images ? place : place - imageIds.size();
    return new Page(
        images ? MediaKind.IMAGE : MediaKind.VOICE,
        ids.subList(from, Math.min(ids.size(), from + limit)));
  }

  /** Some ids of one kind. */
  record Page(MediaKind kind, List<String> ids) {}

  /**
   * What came of some media.
   *
   * @param images that are in place
   * @param voices that are in place
   * @param bytes of what is in place
   * @param fetched how many of them this run has brought; of a dry run, would have to bring
   * @param savedBytes that had not to be fetched, as they were here under another name
   */
  record Result(
      int images,
      int voices,
      long bytes,
      int fetched,
      long fetchedBytes,
      long savedBytes,
      int failed,
      List<String> errors) {}

  /** How a user ended, or is so far. */
  record Report(
      int position,
      String email,
      @Nullable String folder,
      State state,
      int media,
      int done,
      Result result,
      @Nullable String failure,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}
}
