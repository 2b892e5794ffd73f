package dev.atelier.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * The token that a caller came with.
 *
 * @param id by which it is revoked: that of its login, where that can be renewed, else its own
 */
public record AccessToken(UUID id, Instant expiresAt) {}
