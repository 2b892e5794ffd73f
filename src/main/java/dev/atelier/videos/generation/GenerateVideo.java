package dev.atelier.videos.generation;

import java.util.UUID;

/**
 * What the job engine is given.
 *
 * @param job row of {@code videos.video_jobs}
 */
record GenerateVideo(UUID job) {}
