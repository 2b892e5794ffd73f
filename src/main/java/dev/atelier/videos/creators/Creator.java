package dev.atelier.videos.creators;

import dev.atelier.videos.Profile;
import java.math.BigDecimal;

/**
 * A person with what they have brought about.
 *
 * @param score how sure it is that people like their videos, from 0 to 100
 */
record Creator(
    Profile profile, int videosCreated, int totalLikes, int totalDislikes, BigDecimal score) {}
