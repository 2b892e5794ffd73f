package dev.atelier.posters.save;

import org.jspecify.annotations.Nullable;

/**
 * A finished poster, as it is stored.
 *
 * @param media key of the picture
 * @param userId whose poster it is; null where the person has no id, or one that was made up
 * @param url where the picture is
 */
public record SavablePoster(
    String run, String media, String username, @Nullable Long userId, String url) {}
