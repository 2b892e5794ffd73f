package dev.atelier.posters.save;

import dev.atelier.providers.PosterTarget.Poster;

/**
 * What is known of a poster at the target, over all saves that name it.
 *
 * @param hasVideo whether the first half is there
 * @param saved whether both halves are there
 */
record SavedPoster(Poster poster, boolean hasVideo, boolean saved) {}
