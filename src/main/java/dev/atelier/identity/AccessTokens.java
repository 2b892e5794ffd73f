package dev.atelier.identity;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import dev.atelier.http.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Issues and checks the signed tokens (JWT, HS256) that users come with. */
@Component
class AccessTokens implements Sessions {

  static final String ISSUER = "atelier";

  private static final String USER_ID = "user_id";
  private static final String SESSION = "session_id";
  private static final String ELSEWHERE = "member_elsewhere";
  private static final String MEMBERS = "authenticated";
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final JwtEncoder encoder;
  private final JwtDecoder decoder;
  private final RevokedTokens revoked;
  private final KnownTokens known = new KnownTokens();
  private final LoginSessionRepository logins;
  private final Duration life;
  private final Clock clock;

  AccessTokens(
      SigningKey key,
      RevokedTokens revoked,
      LoginSessionRepository logins,
      IdentityProperties settings,
      Clock clock) {
    // The encoder's own builder would tell a digest of the secret in every header.
    this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key.value()));
    this.decoder = decoder(key, clock);
    this.revoked = revoked;
    this.logins = logins;
    this.life = settings.accessTokenLife();
    this.clock = clock;
  }

  /** A new token that stands for the account for that long. */
  String issue(Account account, Duration life) {
    return signed(claims(account.id(), life).subject(account.username()));
  }

  /** A new token of a login that can be renewed, in the form that Supabase's clients know. */
  String issue(Account account, UUID login) {
    return signed(
        claims(account.id(), life)
            .subject(account.id().toString())
            .audience(List.of(MEMBERS))
            .claim("role", MEMBERS)
            .claim("email", account.email())
            .claim(SESSION, login.toString()));
  }

  /** A new token of a member whose account is elsewhere. */
  String issue(Member member, Duration life) {
    JwtClaimsSet.Builder claims =
        claims(member.id(), life).subject(member.id().toString()).claim(ELSEWHERE, true);
    if (member.email() != null) {
      claims.claim("email", member.email());
    }
    if (member.name() != null) {
      claims.claim("name", member.name());
    }
    return signed(claims);
  }

  /**
   * The member whose account is elsewhere that comes with that token of ours; empty for others.
   *
   * @throws Problem 401 as {@link #caller}
   */
  Optional<Member> member(String token) {
    Caller caller = caller(token);
    Jwt jwt = decode(token);
    return Boolean.TRUE.equals(jwt.getClaim(ELSEWHERE))
        ? Optional.of(
            new Member(caller.id(), jwt.getClaimAsString("email"), jwt.getClaimAsString("name")))
        : Optional.empty();
  }

  private JwtClaimsSet.Builder claims(UserId user, Duration life) {
    Instant now = clock.instant();
    return JwtClaimsSet.builder()
        .claim(USER_ID, user.toString())
        .expiresAt(now.plus(life))
        .issuer(ISSUER)
        .id(UUID.randomUUID().toString())
        .issuedAt(now);
  }

  private String signed(JwtClaimsSet.Builder claims) {
    JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).type("JWT").build();
    return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
  }

  /**
   * Who comes with that token.
   *
   * @throws Problem 401 when it is not one of ours, has expired or was revoked
   */
  Caller caller(String token) {
    Caller known = this.known.find(token);
    Caller caller = known == null || hasExpired(known.token()) ? checked(token) : known;
    AccessToken proof = caller.token();
    if (proof != null && revoked.contains(proof.id())) {
      throw refused("Token has been invalidated");
    }
    return caller;
  }

  private Caller checked(String token) {
    Jwt jwt = decode(token);
    Instant expiresAt = Objects.requireNonNull(jwt.getExpiresAt());
    String login = jwt.getClaimAsString(SESSION);
    UUID id = UUID.fromString(login == null ? jwt.getId() : login);
    AccessToken proof = new AccessToken(id, expiresAt.plus(SKEW));
    UserId user = new UserId(UUID.fromString(jwt.getClaimAsString(USER_ID)));
    Caller caller = new Caller(user, false, proof);
    known.add(token, caller);
    return caller;
  }

  private boolean hasExpired(@Nullable AccessToken token) {
    return token != null && clock.instant().isAfter(token.expiresAt());
  }

  /** Ends a token before its time, on every node; with one of a login, the login. */
  void revoke(AccessToken token) {
    if (logins.delete(token.id())) {
      endTokensOf(token.id());
    } else {
      revoked.add(token);
    }
  }

  /** Ends all tokens of a login that can be renewed no more. */
  void endTokensOf(UUID login) {
    revoked.add(new AccessToken(login, clock.instant().plus(life).plus(SKEW)));
  }

  @Override
  public boolean isOver(Caller caller) {
    AccessToken token = caller.token();
    return token != null && (hasExpired(token) || revoked.contains(token.id()));
  }

  static Problem refused(String detail) {
    return Problem.unauthenticated("invalid_token", detail)
        .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
  }

  private Jwt decode(String token) {
    try {
      return decoder.decode(token);
    } catch (JwtException _) {
      throw refused("Invalid token");
    }
  }

  private static JwtDecoder decoder(SigningKey key, Clock clock) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(key.value()).macAlgorithm(MacAlgorithm.HS256).build();
    JwtTimestampValidator times = new JwtTimestampValidator(SKEW);
    times.setClock(clock);
    times.setAllowEmptyExpiryClaim(false);
    decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, ours(clock)));
    return decoder;
  }

  // A token for somebody else, who may have the same key, names an audience or another issuer.
  private static OAuth2TokenValidator<Jwt> ours(Clock clock) {
    OAuth2TokenValidatorResult foreign =
        OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    return jwt ->
        ISSUER.equals(jwt.getClaimAsString("iss"))
                && jwt.getSubject() != null
                && isForUs(jwt)
                && isUuid(jwt.getId())
                && isUuid(jwt.getClaimAsString(USER_ID))
                && jwt.getIssuedAt() != null
                && !jwt.getIssuedAt().isAfter(clock.instant().plus(SKEW))
            ? OAuth2TokenValidatorResult.success()
            : foreign;
  }

  private static boolean isForUs(Jwt jwt) {
    String login = jwt.getClaimAsString(SESSION);
    return login == null
        ? jwt.getAudience() == null
        : isUuid(login)
            && List.of(MEMBERS).equals(jwt.getAudience())
            && MEMBERS.equals(jwt.getClaimAsString("role"));
  }

  private static boolean isUuid(@Nullable String text) {
    try {
      return text != null && UUID.fromString(text).toString().equals(text);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
