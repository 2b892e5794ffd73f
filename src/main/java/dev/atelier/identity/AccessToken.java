package dev.atelier.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * The token that a caller came with.
 *
 * @param id {@code jti}, by which it is revoked
 */
public record AccessToken(UUID id, Instant expiresAt) {}
