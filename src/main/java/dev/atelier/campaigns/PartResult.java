package dev.atelier.campaigns;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A half of a post that was made.
 *
 * @param call the call that made it; null where the half was there already
 */
record PartResult(@Nullable UUID call) {}
