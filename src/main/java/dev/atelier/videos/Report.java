package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.time.Instant;

/** What a user has against a video. */
record Report(Video video, UserId reporter, String reason, Instant createdAt) {}
