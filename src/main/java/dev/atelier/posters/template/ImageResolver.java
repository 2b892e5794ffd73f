package dev.atelier.posters.template;

import org.jspecify.annotations.Nullable;

/**
 * Gives the picture that a template refers to, without fetching anything while a poster is filled.
 */
@FunctionalInterface
public interface ImageResolver {

  /**
   * The picture behind a reference.
   *
   * @param reference an address or whatever else the row holds, never blank
   * @return a {@code data:} URL; null where there is no such picture, which shows a neutral one
   */
  @Nullable String resolve(String reference);
}
