package dev.atelier.providers.s3;

import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ObjectStore;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the bucket is. Credentials come from where the AWS SDK looks for them.
 *
 * @param bucket its name; empty when objects are kept elsewhere
 * @param region empty for the one of the profile, or {@code us-east-1}
 * @param endpoint address of another service that speaks S3; empty for AWS
 * @param baseUrl where anybody may read the objects; empty where the bucket is private
 * @param prefix what all keys start with, without a slash at its end; may be empty
 * @param downloads how a file of a private bucket gets to a person: {@code link}, straight from the
 *     bucket, or {@code stream}, through this server
 */
@ConfigurationProperties("atelier.s3")
record S3Properties(
    @DefaultValue("") String bucket,
    @DefaultValue("") String region,
    @DefaultValue("") String endpoint,
    @DefaultValue("") String baseUrl,
    @DefaultValue("") String prefix,
    @DefaultValue("link") String downloads) {

  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");

  S3Properties {
    bucket = bucket.strip();
    region = region.strip();
    endpoint = url("AWS_ENDPOINT_URL", endpoint);
    baseUrl = url("S3_BASE_URL", baseUrl);
    downloads = downloads.strip();
    prefix = prefix.strip().replaceFirst("^/+", "").replaceFirst("/+$", "");
    if (bucket.isEmpty() && !(baseUrl + prefix).isEmpty()) {
      throw new CannotStartException(
          "AWS_S3_BUCKET is missing, though %s is set"
              .formatted(baseUrl.isEmpty() ? "S3_PREFIX" : "S3_BASE_URL"));
    }
    if (!bucket.isEmpty() && !BUCKET.matcher(bucket).matches()) {
      throw new CannotStartException("AWS_S3_BUCKET must be the name of a bucket");
    }
    if (!Set.of("link", "stream").contains(downloads)) {
      throw new CannotStartException("S3_DOWNLOADS must be link or stream");
    }
    if (prefix.length() > 400 || !(prefix.isEmpty() || ObjectStore.KEY.matcher(prefix).matches())) {
      throw new CannotStartException(
          "S3_PREFIX must be made of letters, digits and ._- in segments, such as atelier/media");
    }
  }

  /** Whether people are given links to the bucket. */
  boolean givesLinks() {
    return downloads.equals("link");
  }

  /** The key of an object within the bucket. */
  String inBucket(String key) {
    return prefix.isEmpty() ? key : prefix + '/' + key;
  }

  private static String url(String setting, String given) {
    String url = given.strip().replaceFirst("/+$", "");
    if (!url.isEmpty() && !isWeb(url)) {
      throw new CannotStartException(setting + " must be an absolute http or https URL");
    }
    return url;
  }

  private static boolean isWeb(String text) {
    try {
      URI url = URI.create(text);
      return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
