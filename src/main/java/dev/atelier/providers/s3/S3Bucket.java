package dev.atelier.providers.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A bucket and the clients that speak to it. */
record S3Bucket(S3Properties properties, S3Client client, S3Presigner presigner)
    implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(15);
  private static final Duration ATTEMPT = Duration.ofSeconds(20);
  private static final Duration CALL = Duration.ofSeconds(45);
  private static final int MAX_CONNECTIONS = 64;

  static S3Bucket open(S3Properties properties, AwsCredentialsProvider credentials) {
    Region region = region(properties.region());
    URI endpoint = properties.endpoint().isEmpty() ? null : URI.create(properties.endpoint());
    return new S3Bucket(
        properties,
        client(region, endpoint, credentials),
        presigner(region, endpoint, credentials));
  }

  /**
   * Other services are addressed by path, as few have a name for every bucket, and are sent what
   * they all understand: one signed body with the checksum that we give.
   */
  private static S3Client client(
      Region region, @Nullable URI endpoint, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(region)
            .credentialsProvider(credentials)
            .forcePathStyle(endpoint != null)
            .serviceConfiguration(S3Configuration.builder().chunkedEncodingEnabled(false).build())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED)
            .httpClientBuilder(
                Apache5HttpClient.builder()
                    .maxConnections(MAX_CONNECTIONS)
                    .connectionTimeout(CONNECT)
                    .socketTimeout(SILENCE))
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .retryStrategy(RetryMode.STANDARD)
                    .apiCallAttemptTimeout(ATTEMPT)
                    .apiCallTimeout(CALL)
                    .build());
    return (endpoint == null ? builder : builder.endpointOverride(endpoint)).build();
  }

  private static S3Presigner presigner(
      Region region, @Nullable URI endpoint, AwsCredentialsProvider credentials) {
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(region)
            .credentialsProvider(credentials)
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(endpoint != null).build());
    return (endpoint == null ? builder : builder.endpointOverride(endpoint)).build();
  }

  /** Without asking the cloud's own machine, which is slow where there is none. */
  private static Region region(String setting) {
    if (!setting.isEmpty()) {
      return Region.of(setting);
    }
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion();
    } catch (SdkClientException none) {
      return Region.US_EAST_1;
    }
  }

  String name() {
    return properties.bucket();
  }

  /** The key of an object within the bucket. */
  String key(String key) {
    return properties.inBucket(key);
  }

  /** How long one upload of that size may take: a slow line is no outage. */
  static Duration patience(long length) {
    return ATTEMPT.plusSeconds(length / (256 * 1024));
  }

  @Override
  public void close() {
    client.close();
    presigner.close();
  }
}
