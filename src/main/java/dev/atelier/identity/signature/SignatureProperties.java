package dev.atelier.identity.signature;

import dev.atelier.home.CannotStartException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests are signed.
 *
 * @param secret {@code REQUEST_SIGNATURE_SECRET}; empty means that nothing is signed
 * @param header {@code REQUEST_SIGNATURE_HEADER}
 * @param timestampHeader {@code REQUEST_TIMESTAMP_HEADER}
 * @param ttlSeconds {@code REQUEST_SIGNATURE_TTL_SECONDS}: how far the time of a request may be
 *     from ours
 */
@ConfigurationProperties("atelier.signature")
record SignatureProperties(
    @DefaultValue("") String secret,
    @DefaultValue("X-InstaVeo-Signature") String header,
    @DefaultValue("X-InstaVeo-Timestamp") String timestampHeader,
    @DefaultValue("120") String ttlSeconds) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final int LONGEST = 3600;

  SignatureProperties {
    secret = secret.strip();
    header = named("REQUEST_SIGNATURE_HEADER", header.strip());
    timestampHeader = named("REQUEST_TIMESTAMP_HEADER", timestampHeader.strip());
    ttlSeconds = ttlSeconds.strip();
    if (header.equalsIgnoreCase(timestampHeader)) {
      throw new CannotStartException(
          "REQUEST_TIMESTAMP_HEADER: it is the same as REQUEST_SIGNATURE_HEADER");
    }
    if (!ttlSeconds.matches("[0-9]{1,4}")
        || Integer.parseInt(ttlSeconds) < 1
        || Integer.parseInt(ttlSeconds) > LONGEST) {
      throw new CannotStartException(
          "REQUEST_SIGNATURE_TTL_SECONDS: it must be a whole number of seconds from 1 to "
              + LONGEST);
    }
  }

  Duration ttl() {
    return Duration.ofSeconds(Integer.parseInt(ttlSeconds));
  }

  private static String named(String setting, String header) {
    if (!NAME.matcher(header).matches()) {
      throw new CannotStartException(
          setting + ": the name of a header has letters, digits and hyphens only");
    }
    return header;
  }

  // The secret must not reach a log through a printed record.
  @Override
  public String toString() {
    return "SignatureProperties[header=" + header + "]";
  }
}
