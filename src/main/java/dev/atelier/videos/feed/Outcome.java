package dev.atelier.videos.feed;

import dev.atelier.videos.Video.Counts;
import org.jspecify.annotations.Nullable;

/**
 * How things stand right after a change.
 *
 * @param reaction the viewer's
 */
record Outcome(@Nullable Reaction reaction, Counts counts) {}
