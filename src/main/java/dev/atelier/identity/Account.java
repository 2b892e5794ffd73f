package dev.atelier.identity;

import org.jspecify.annotations.Nullable;

/** A user who can sign in with a password. */
public record Account(
    UserId id,
    String username,
    String email,
    @Nullable String firstName,
    @Nullable String lastName) {}
