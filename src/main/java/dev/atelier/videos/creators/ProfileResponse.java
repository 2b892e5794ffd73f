package dev.atelier.videos.creators;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.identity.UserId;
import dev.atelier.videos.Profile;
import dev.atelier.videos.Profiles;
import dev.atelier.videos.WireTime;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person on the wire.
 *
 * @param email empty for everybody but the person
 * @param creatorScore the score by its other name
 * @param rank the place on the leaderboard, from 1; for the leaderboard only
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProfileResponse(
    UUID id,
    @Nullable String username,
    String email,
    @Nullable String avatarUrl,
    @Nullable String bio,
    int videosCreated,
    int totalLikes,
    int totalDislikes,
    String lastActiveAt,
    String createdAt,
    BigDecimal score,
    BigDecimal creatorScore,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer rank) {

  static ProfileResponse of(Creator creator, @Nullable UserId viewer, @Nullable Integer rank) {
    Profile profile = creator.profile();
    String email = profile.id().equals(viewer) ? profile.email() : null;
    return new ProfileResponse(
        profile.id().value(),
        Profiles.displayName(profile.username(), profile.email()),
        Objects.requireNonNullElse(email, ""),
        profile.avatarUrl(),
        profile.bio(),
        creator.videosCreated(),
        creator.totalLikes(),
        creator.totalDislikes(),
        WireTime.of(profile.lastActiveAt()),
        WireTime.of(profile.createdAt()),
        creator.score(),
        creator.score(),
        rank);
  }
}
