package dev.atelier.identity;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of who may come in.
 *
 * @param operatorToken {@code OPERATOR_TOKEN}; empty means that there is none
 * @param corsOrigins {@code CORS_ORIGINS}: pages elsewhere that may call, besides our own
 * @param baseUrl {@code BASE_URL}: where browsers find this server; empty means where it listens
 */
@ConfigurationProperties("atelier.identity")
record IdentityProperties(
    @DefaultValue("") String operatorToken,
    @DefaultValue({
          "http://localhost:3000",
          "http://localhost:5173",
          "http://127.0.0.1:3000",
          "http://127.0.0.1:5173"
        })
        List<String> corsOrigins,
    @DefaultValue("") String baseUrl) {

  static final int MINIMUM_TOKEN_LENGTH = 32;

  IdentityProperties {
    operatorToken = operatorToken.strip();
    corsOrigins = corsOrigins.stream().map(String::strip).toList();
    baseUrl = baseUrl.strip();
  }

  boolean hasOperatorToken() {
    return !operatorToken.isEmpty();
  }

  // The token must not reach a log through a printed record.
  @Override
  public String toString() {
    return "IdentityProperties[corsOrigins=" + corsOrigins + ", baseUrl=" + baseUrl + "]";
  }
}
