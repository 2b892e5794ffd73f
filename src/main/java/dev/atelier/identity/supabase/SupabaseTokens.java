package dev.atelier.identity.supabase;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.proc.SingleKeyJWSKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.atelier.identity.Member;
import dev.atelier.identity.MemberTokens;
import dev.atelier.providers.TokenIssuer;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks the tokens of a Supabase project here: by its public keys (ES256, RS256), or by the secret
 * that we share with it (HS256). The token's own header only chooses between what is set up. A
 * token signed with a secret that we do not have is shown to the project.
 *
 * <p>Thread-safe.
 */
final class SupabaseTokens implements MemberTokens {

  private static final Set<JWSAlgorithm> OF_KEYS = Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

  private final SupabaseClaims claims;
  private final @Nullable DefaultJWTProcessor<SecurityContext> byKey;
  private final @Nullable DefaultJWTProcessor<SecurityContext> bySecret;
  private final @Nullable RemoteChecks remote;

  /**
   * @param project null where only its secret is known
   * @param secret empty for none
   */
  SupabaseTokens(@Nullable TokenIssuer project, String issuer, String secret, Clock clock) {
    String named = issuer.isEmpty() && project != null ? project.issuer() : issuer;
    this.claims = new SupabaseClaims(named.isEmpty() ? null : named, clock);
    this.byKey =
        project == null
            ? null
            : processor(new JWSVerificationKeySelector<>(OF_KEYS, new ProjectKeys(project, clock)));
    // The secret has a name in the headers of tokens, which nobody has told us.
    this.bySecret =
        secret.isEmpty()
            ? null
            : processor(
                new SingleKeyJWSKeySelector<>(
                    JWSAlgorithm.HS256,
                    new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256")));
    this.remote = project == null ? null : new RemoteChecks(project, clock);
  }

  @Override
  public Member member(String token) {
    try {
      SignedJWT parsed = SignedJWT.parse(token);
      JWSAlgorithm algorithm = parsed.getHeader().getAlgorithm();
      if (OF_KEYS.contains(algorithm) && byKey != null && parsed.getHeader().getKeyID() != null) {
        return SupabaseClaims.member(byKey.process(parsed, null));
      }
      if (JWSAlgorithm.HS256.equals(algorithm) && bySecret != null) {
        return SupabaseClaims.member(bySecret.process(parsed, null));
      }
      if (JWSAlgorithm.HS256.equals(algorithm) && remote != null) {
        return remotely(remote, token, parsed.getJWTClaimsSet());
      }
    } catch (KeySourceException e) {
      throw RemoteChecks.unavailable(e);
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException _) {
      throw MemberTokens.refused();
    }
    throw MemberTokens.refused();
  }

  // What the claims say is no proof, but what they cannot say need not be asked about.
  private Member remotely(RemoteChecks project, String token, JWTClaimsSet said)
      throws BadJWTException {
    claims.verify(said, null);
    return project
        .holder(token, said.getExpirationTime().toInstant())
        .filter(it -> it.id().equals(SupabaseClaims.member(said).id()))
        .orElseThrow(MemberTokens::refused);
  }

  private DefaultJWTProcessor<SecurityContext> processor(JWSKeySelector<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(keys);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }
}
