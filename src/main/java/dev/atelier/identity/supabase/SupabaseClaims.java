package dev.atelier.identity.supabase;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import dev.atelier.identity.Member;
import dev.atelier.identity.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tokens of a Supabase project's users say, and must say. */
final class SupabaseClaims implements JWTClaimsSetVerifier<SecurityContext> {

  private static final Duration SKEW = Duration.ofSeconds(30);
  private static final String USERS = "authenticated";
  private static final int LONGEST_TEXT = 320;

  private final @Nullable String issuer;
  private final Clock clock;

  /**
   * @param issuer null where only the secret of the project is known
   */
  SupabaseClaims(@Nullable String issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    Instant now = clock.instant();
    Date expiry = claims.getExpirationTime();
    require(expiry != null && now.isBefore(expiry.toInstant().plus(SKEW)), "exp");
    require(isPast(claims.getNotBeforeTime(), now), "nbf");
    require(isPast(claims.getIssueTime(), now), "iat");
    require(isIssuer(claims.getIssuer()), "iss");
    require(claims.getAudience().contains(USERS), "aud");
    // The project's own keys are tokens too, of the roles anon and service_role.
    require(USERS.equals(claims.getClaim("role")), "role");
    require(id(claims) != null, "sub");
  }

  /** The member that verified claims are about. */
  static Member member(JWTClaimsSet claims) {
    UUID id = id(claims);
    if (id == null) {
      throw new IllegalArgumentException("These claims have no user");
    }
    Object told = claims.getClaim("user_metadata");
    Map<?, ?> metadata = told instanceof Map<?, ?> map ? map : Map.of();
    String name = text(metadata.get("name"));
    return new Member(
        new UserId(id),
        text(claims.getClaim("email")),
        name == null ? text(metadata.get("full_name")) : name);
  }

  private boolean isIssuer(@Nullable String named) {
    return named != null && (issuer == null ? named.endsWith("/auth/v1") : named.equals(issuer));
  }

  private static boolean isPast(@Nullable Date time, Instant now) {
    return time == null || !time.toInstant().isAfter(now.plus(SKEW));
  }

  private static @Nullable UUID id(JWTClaimsSet claims) {
    String subject = claims.getSubject();
    try {
      UUID id = subject == null ? null : UUID.fromString(subject);
      return id != null && id.toString().equals(subject) ? id : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** Text that a database can keep; anything else counts as none. */
  static @Nullable String text(@Nullable Object value) {
    return value instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST_TEXT
            && text.codePoints()
                .noneMatch(point ->
                    Character.isISOControl(point)
                        || Character.getType(point) == Character.SURROGATE)
        ? text
        : null;
  }

  private static void require(boolean holds, String claim) throws BadJWTException {
    if (!holds) {
      throw new BadJWTException("The claim " + claim + " is not acceptable");
    }
  }
}
