package dev.atelier.providers.topmate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttps;
import dev.atelier.providers.PosterTarget;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class DjangoPosterTargetTests {

  @RegisterExtension
  static final WireMockExtension django =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final OutboundHttp HTTP = OutboundHttps.allowing();
  private static final PosterTarget.Poster POSTER =
      new PosterTarget.Poster("a b-7-1", "a b", 7, 1, "http://x/y.png");

  private final AtomicBoolean video = new AtomicBoolean();

  @AfterAll
  static void close() {
    HTTP.close();
  }

  private static DjangoPosterTarget at(String base, Duration deadline) {
    return new DjangoPosterTarget(base, HTTP, new JsonMapper(), deadline);
  }

  private void save(ResponseDefinitionBuilder answer, Duration deadline) {
    django.stubFor(any(anyUrl()).willReturn(answer));
    at(django.baseUrl(), deadline)
        .save(
            POSTER,
            new PosterTarget.Progress() {
              @Override
              public boolean hasVideo() {
                return video.get();
              }

              @Override
              public void videoMade() {
                video.set(true);
              }
            });
  }

  private ProviderException failure(ResponseDefinitionBuilder answer) {
    return failure(answer, Duration.ofSeconds(30));
  }

  private ProviderException failure(ResponseDefinitionBuilder answer, Duration timeout) {
    return catchThrowableOfType(ProviderException.class, () -> save(answer, timeout));
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED",
    "401, REFUSES_ALL",
    "403, REFUSES_ALL",
    "404, REJECTED",
    "302, REFUSES_ALL",
    "408, UNAVAILABLE",
    "500, UNAVAILABLE",
    "503, UNAVAILABLE"
  })
  void aRefusalIsToldWithItsStatusAndText(int status, Reason reason) {
    ProviderException failure = failure(aResponse().withStatus(status).withBody("why\n not"));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.code()).isEqualTo("webhook_failed");
    assertThat(failure).hasMessage("Video API failed: " + status + " - why not");
    assertThat(video).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"external_id\":[\"video with this external id already exists.\"]}",
        "409 | {\"detail\":\"Already exists\"}",
      })
  void t21WhatAnEarlierTryHasMadeIsNoFailure(int status, String body) {
    save(aResponse().withStatus(status).withBody(body), Duration.ofSeconds(30));

    assertThat(video).isTrue();
  }

  @Test
  void theSecondHalfIsToldByItsName() {
    video.set(true);

    assertThat(failure(aResponse().withStatus(400).withBody("no")))
        .hasMessage("Webhook failed: 400 - no");
  }

  @Test
  void aLongAnswerIsCutAndAPageIsNotQuotedO1() {
    assertThat(failure(aResponse().withStatus(400).withBody("x".repeat(5_000))).getMessage())
        .hasSizeLessThan(300);
    assertThat(failure(aResponse().withStatus(500).withBody(" <html>SECRET_KEY</html>")))
        .hasMessage("Video API failed: 500 - an HTML page");
  }

  @Test
  void p20A429AsksToWait() {
    ProviderException failure = failure(aResponse().withStatus(429).withHeader("Retry-After", "7"));

    assertThat(failure.reason()).isEqualTo(Reason.THROTTLED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void p24NoAnswerInTimeIsTriedAgain() {
    ProviderException failure = failure(ok().withFixedDelay(20_000), Duration.ofSeconds(3));

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("unexpected_error");
    assertThat(failure).hasMessageStartingWith("Video API failed: ");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void p25ABrokenConnectionIsTriedAgain(Fault fault) {
    assertThat(failure(aResponse().withFault(fault)).reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void aBaseThatCannotWorkStopsTheStartAndIsNamedO9() {
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> at("http://ada:secret@x", Duration.ofSeconds(1)))
        .withMessageStartingWith("DJANGO_API_URL must be")
        .withMessageNotContaining("secret");
  }
}
