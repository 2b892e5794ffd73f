package dev.atelier.providers.s3;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What becomes of the answers that a healthy server does not give. */
class S3FailureTests {

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String SHA256 =
      "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";

  @TempDir Path uploads;
  private S3ObjectStore store;

  @BeforeEach
  void open() throws IOException {
    var properties =
        new S3Properties("media", "", "http://127.0.0.1:" + server.getPort(), "", "", "link");
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "s3cret"));
    store = new S3ObjectStore(S3Bucket.open(properties, credentials), uploads);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "403, InvalidAccessKeyId, REFUSES_ALL, storage_refused, AWS_ACCESS_KEY_ID",
    "403, SignatureDoesNotMatch, REFUSES_ALL, storage_refused, AWS_SECRET_ACCESS_KEY",
    "403, AccessDenied, REFUSES_ALL, storage_refused, AWS_S3_BUCKET",
    "404, NoSuchBucket, REFUSES_ALL, storage_refused, AWS_S3_BUCKET",
    "301, PermanentRedirect, REFUSES_ALL, storage_refused, AWS_REGION",
    "400, AuthorizationHeaderMalformed, REFUSES_ALL, storage_refused, AWS_REGION",
    "400, BadDigest, UNAVAILABLE, checksum_mismatch, announced",
    "400, EntityTooLarge, REJECTED, storage_rejected, EntityTooLarge",
    "507, QuotaExceeded, UNAVAILABLE, storage_full, no room",
    "500, InternalError, UNAVAILABLE, storage_unavailable, InternalError",
    "503, ServiceUnavailable, UNAVAILABLE, storage_unavailable, ServiceUnavailable",
    "503, SlowDown, THROTTLED, throttled, asks to wait",
    "429, TooManyRequests, THROTTLED, throttled, asks to wait"
  })
  void anAnswerSaysWhatHappensNext_P27(
      int status, String code, Reason reason, String told, String words) {
    answer(error(status, code));

    ProviderException failure = failure();

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.code()).isEqualTo(told);
    assertThat(failure.getMessage()).contains(words).doesNotContain("s3cret");
  }

  @Test
  void aServerThatAsksToWaitIsGivenTheTime_P20() {
    answer(error(503, "SlowDown").withHeader("Retry-After", "2"));

    assertThat(failure().retryAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void aBrokenConnectionIsAnOutage_P27(Fault fault) {
    answer(aResponse().withFault(fault));

    assertThat(failure().reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void aServerThatIsNotThereIsAnOutage_P27() throws IOException {
    var properties = new S3Properties("media", "", "http://127.0.0.1:1", "", "", "link");
    var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "s3cret"));
    try (var gone = new S3ObjectStore(S3Bucket.open(properties, credentials), uploads)) {
      assertThat(catchThrowableOfType(ProviderException.class, gone::check).reason())
          .isEqualTo(Reason.UNAVAILABLE);
    }
  }

  @Test
  void silenceIsATimeout_P27() {
    S3Failures failures = new S3Failures("media");

    assertThat(failures.of(ApiCallTimeoutException.create(1)).reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(failures.of(SdkClientException.create("x", new SocketTimeoutException())).reason())
        .isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void bytesThatTheServerKeptOtherwiseAreNoObject_P27() {
    answer(aResponse().withHeader("x-amz-checksum-sha256", "AAAA"));

    assertThat(failure().code()).isEqualTo("checksum_mismatch");
  }

  @Test
  void aPutSendsItsChecksumAndItsCondition_P4() {
    answer(aResponse());

    put();

    server.verify(
        putRequestedFor(anyUrl())
            .withHeader(
                "x-amz-checksum-sha256", equalTo("LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE="))
            .withHeader("If-None-Match", equalTo("*")));
  }

  @Test
  void aServerThatKnowsNoConditionsIsPutToWithoutThem() {
    answer(aResponse());
    server.stubFor(
        any(anyUrl())
            .atPriority(1)
            .withHeader("If-None-Match", equalTo("*"))
            .willReturn(error(501, "NotImplemented")));

    put();

    server.verify(putRequestedFor(anyUrl()).withHeader("If-None-Match", absent()));
  }

  private ProviderException failure() {
    ProviderException failure = catchThrowableOfType(ProviderException.class, this::put);
    assertThat(failure).isNotNull();
    return failure;
  }

  private void put() {
    byte[] x = "x".getBytes(StandardCharsets.US_ASCII);
    store.put("a/b.png", new ByteArrayInputStream(x), 1, "image/png", SHA256);
  }

  private static void answer(ResponseDefinitionBuilder response) {
    server.stubFor(any(anyUrl()).willReturn(response));
  }

  private static ResponseDefinitionBuilder error(int status, String code) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/xml")
        .withBody("<Error><Code>%s</Code><Message>m</Message></Error>".formatted(code));
  }
}
