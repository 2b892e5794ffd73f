package dev.atelier.videos;

import dev.atelier.identity.UserId;
import org.jspecify.annotations.Nullable;

/** A video to be made. */
public record NewVideo(
    VideoId id,
    UserId owner,
    String prompt,
    @Nullable String sceneId,
    @Nullable Integer seed,
    @Nullable String modelKey,
    @Nullable String aspectRatio,
    @Nullable VideoId source) {}
