package dev.atelier.campaigns;

import org.jspecify.annotations.Nullable;

/**
 * A post to make.
 *
 * @param problem why it cannot even be tried; null where it can
 */
record NewPost(
    String brandName,
    String topic,
    String tone,
    String brief,
    String targetAudience,
    boolean caption,
    boolean image,
    @Nullable String problem) {

  /** A row of a file that is no post. */
  static NewPost refused(String brandName, String topic, String tone, String problem) {
    return new NewPost(brandName, topic, tone, "", "", false, false, problem);
  }

  boolean possible() {
    return problem == null;
  }
}
