package dev.atelier.posters;

import dev.atelier.posters.PosterRun.Warning;
import dev.atelier.providers.PageRenderer.Picture;
import java.util.ArrayList;
import java.util.List;

/**
 * What the drawing of a picture has shown; kept with the picture, for a row that finds it drawn.
 *
 * @param blocked how many resources were not loaded
 * @param cut the texts that were cut
 * @param fitted whether texts could be fitted at all
 */
record Drawing(int blocked, List<String> cut, boolean fitted) {

  Drawing {
    cut = List.copyOf(cut);
  }

  static Drawing of(Picture picture) {
    return new Drawing(picture.blockedRequests(), picture.cut(), picture.fitted());
  }

  List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>(Warning.ofCut(cut));
    if (!fitted) {
      warnings.add(
          new Warning(
              "texts_not_fitted",
              "The template keeps its texts from being fitted, so that some may run over"));
    }
    if (blocked > 0) {
      warnings.add(
          new Warning(
              "blocked_resources", blocked + " resources that the template names were not loaded"));
    }
    return warnings;
  }
}
