package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the studio knows of a user. */
public record Profile(
    UserId id,
    @Nullable String username,
    @Nullable String email,
    @Nullable String avatarUrl,
    @Nullable String bio,
    Instant lastActiveAt,
    Instant createdAt) {}
