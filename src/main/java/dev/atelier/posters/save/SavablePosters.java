package dev.atelier.posters.save;

import dev.atelier.identity.Caller;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/** The finished posters that may be saved. What belongs to others does not exist for the caller. */
public interface SavablePosters {

  /**
   * The finished posters of a run by position, read page by page.
   *
   * @throws dev.atelier.http.Problem 404 when the run does not exist for the caller
   */
  Stream<SavablePoster> ofRun(Caller caller, String run);

  /** Finished posters by the address they were given out under; unknown ones are left out. */
  Map<String, SavablePoster> byUrl(Caller caller, Collection<String> urls);
}
