package dev.atelier.identity;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of who may come in.
 *
 * @param operatorToken {@code OPERATOR_TOKEN}; empty means that there is none
 * @param secretKey {@code SECRET_KEY}, which signs access tokens; empty means one of our own
 * @param accessTokenExpireMinutes {@code ACCESS_TOKEN_EXPIRE_MINUTES}
 * @param passwordCost how dear it is to try a password: the base-2 logarithm of bcrypt's rounds.
 *     The default is that of the hashes that are imported, so that all of them take the same time
 * @param corsOrigins {@code CORS_ORIGINS}: pages elsewhere that may call, besides our own
 * @param corsHeaders the headers that requests are signed with, which those pages may send
 * @param baseUrl {@code BASE_URL}: where browsers find this server; empty means where it listens
 * @param trustedProxies {@code TRUSTED_PROXIES}: addresses or networks of proxies that are believed
 *     when they name the client
 */
@ConfigurationProperties("atelier.identity")
record IdentityProperties(
    @DefaultValue("") String operatorToken,
    @DefaultValue("") String secretKey,
    @DefaultValue("30") int accessTokenExpireMinutes,
    @DefaultValue("12") int passwordCost,
    @DefaultValue({
          "http://localhost:3000",
          "http://localhost:5173",
          "http://127.0.0.1:3000",
          "http://127.0.0.1:5173"
        })
        List<String> corsOrigins,
    @DefaultValue({"X-InstaVeo-Signature", "X-InstaVeo-Timestamp"}) List<String> corsHeaders,
    @DefaultValue("") String baseUrl,
    @DefaultValue({}) List<String> trustedProxies) {

  static final int MINIMUM_TOKEN_LENGTH = 32;
  static final int MINIMUM_KEY_BYTES = 32;
  static final int MAXIMUM_TOKEN_MINUTES = 60 * 24 * 30;

  IdentityProperties {
    operatorToken = operatorToken.strip();
    corsOrigins = corsOrigins.stream().map(String::strip).toList();
    corsHeaders = corsHeaders.stream().map(String::strip).toList();
    baseUrl = baseUrl.strip();
    trustedProxies =
        trustedProxies.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  Duration accessTokenLife() {
    return Duration.ofMinutes(accessTokenExpireMinutes);
  }

  // The secrets must not reach a log through a printed record.
  @Override
  public String toString() {
    return "IdentityProperties[corsOrigins=" + corsOrigins + ", baseUrl=" + baseUrl + "]";
  }
}
