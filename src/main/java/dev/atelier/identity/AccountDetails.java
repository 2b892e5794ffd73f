package dev.atelier.identity;

import java.time.Instant;

/**
 * An account with what is seldom asked for.
 *
 * @param metadata a JSON object that its clients keep with it
 */
public record AccountDetails(Account account, String metadata, Instant createdAt) {}
