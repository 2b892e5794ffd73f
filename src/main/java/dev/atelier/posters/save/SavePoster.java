package dev.atelier.posters.save;

import org.jspecify.annotations.Nullable;

/**
 * A poster to save; the input of its item.
 *
 * @param externalId names the poster at the target; null where it cannot be saved
 * @param userId whose poster it is; null where that is not known
 */
record SavePoster(@Nullable String externalId, @Nullable Long userId, String url) {}
