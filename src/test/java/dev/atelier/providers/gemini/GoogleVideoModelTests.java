package dev.atelier.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttps;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.VideoModel;
import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.providers.VideoModelContract;
import dev.atelier.providers.gemini.GoogleStandIn.Answer;
import dev.atelier.providers.gemini.GoogleStandIn.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleVideoModelTests {

  /** What the three ways of asking have in common. */
  abstract static class Common extends VideoModelContract {

    final GoogleStandIn google = GoogleStandIn.start();
    final OutboundHttp http = OutboundHttps.allowing();

    final GeminiProperties properties(String model, String project) {
      return new GeminiProperties(
          project.isEmpty() ? "key-1" : "",
          google.url(),
          model,
          project,
          "us-central1",
          "veo-3.1-generate-001",
          Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
      http.close();
      google.close();
    }

    final Progress polled(String body) {
      google.otherwise(call -> call.starts() ? null : new Answer(200, body));
      return model()
          .poll(model().submit(request("A boat")).operation(), request("A boat"))
          .progress();
    }

    @ParameterizedTest
    @CsvSource({
      "400, REJECTED, upstream_refused",
      "401, REFUSES_ALL, bad_key",
      "403, REFUSES_ALL, access_denied",
      "404, REFUSES_ALL, unknown_model",
      "429, THROTTLED, throttled",
      "500, UNAVAILABLE, upstream_unavailable",
      "503, UNAVAILABLE, upstream_unavailable",
    })
    void aRefusedStartIsOneCall(int status, Reason reason, String code) {
      google.otherwise(call -> Answer.error(status, "WORD", "a sentence"));

      ProviderException failure =
          catchThrowableOfType(ProviderException.class, () -> model().submit(request("A boat")));

      assertThat(failure.reason()).isEqualTo(reason);
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure.getMessage()).contains("a sentence").doesNotContain("key-1");
      assertThat(google.calls()).hasSize(1);
    }

    @Test
    void v9A403OnAPollSaysNothingOfTheKey() {
      String operation = model().submit(request("A boat")).operation();
      google.otherwise(call -> Answer.error(403, "PERMISSION_DENIED", "no"));

      ProviderException failure =
          catchThrowableOfType(
              ProviderException.class, () -> model().poll(operation, request("A boat")));

      assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
      assertThat(failure.code()).isEqualTo("access_denied");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {"<html>", "[]", "17", "{}"})
    void p25AnAnswerThatMakesNoSenseIsAFailure(String body) {
      google.otherwise(call -> new Answer(200, body));

      ProviderException failure =
          catchThrowableOfType(ProviderException.class, () -> model().submit(request("A boat")));

      assertThat(failure.code()).isEqualTo("upstream_invalid_response");
    }
  }

  @Nested
  class Omni extends Common {

    private final VideoModel model =
        new GeminiConfiguration().geminiVideoModel(properties("gemini-omni-1.2-flash", ""), http);

    @Override
    protected VideoModel model() {
      return model;
    }

    @Test
    void asksForATallVideoInTheBackground() {
      model.submit(request("A boat"));

      Call call = google.calls().getFirst();
      assertThat(call.path()).isEqualTo("/v1beta/interactions");
      assertThat(call.key()).isEqualTo("key-1");
      assertThat(call.body().path("model").asString()).isEqualTo("gemini-omni-1.2-flash");
      assertThat(call.body().path("input").asString()).isEqualTo("A boat");
      assertThat(call.body().path("background").asBoolean()).isTrue();
      assertThat(call.body().path("response_modalities").path(0).asString()).isEqualTo("video");
      assertThat(call.body().path("response_format").path("aspect_ratio").asString())
          .isEqualTo("9:16");
    }

    @Test
    void aFileOfTheApiIsFetchedWithTheKeyAndNoOther() {
      String file = "%s/v1beta/files/f1:download";
      assertThat(polled(video(file.formatted(google.url()))))
          .isEqualTo(
              new Progress.Done(
                  new Asset.Link(file.formatted(google.url()), Map.of("x-goog-api-key", "key-1")),
                  null,
                  null));
      assertThat(polled(video("https://other.example/f1")))
          .isEqualTo(new Progress.Done(new Asset.Link("https://other.example/f1"), null, null));
    }

    private static String video(String uri) {
      return """
      {"id": "v1_abc", "status": "completed", "steps": [{"type": "model_output",
        "content": [{"type": "video", "uri": "%s"}]}]}
      """
          .formatted(uri);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "completed | no_video",
          "failed | generation_failed",
          "cancelled | generation_failed",
          "incomplete | generation_failed",
          "budget_exceeded | generation_failed",
          "requires_action | generation_failed",
        })
    void v9EveryEndWithoutAVideoHasAReason(String status, String code) {
      assertThat(polled("{\"id\":\"v1_abc\",\"status\":\"%s\"}".formatted(status)))
          .isInstanceOfSatisfying(
              Progress.Failed.class,
              failed -> {
                assertThat(failed.code()).isEqualTo(code);
                assertThat(failed.message()).isNotBlank();
              });
    }

    @Test
    void whatIsNotKnownChangesNothing() {
      assertThat(polled("{\"id\":\"v1_abc\",\"status\":\"dreaming\"}"))
          .isInstanceOf(Progress.Unclear.class);
      assertThat(polled("{\"id\":\"v1_abc\",\"status\":\"queued\"}"))
          .isInstanceOf(Progress.Pending.class);
    }
  }

  /** Veo, wherever it is. */
  abstract static class Veo extends Common {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"raiMediaFilteredCount\":1,\"raiMediaFilteredReasons\":[\"because\"]}",
          "{\"generateVideoResponse\":{\"raiMediaFilteredCount\":1,"
              + "\"raiMediaFilteredReasons\":[\"because\"]}}",
        })
    void v9WhatAFilterTookIsToldFromBothLevels(String response) {
      assertThat(polled("{\"name\":\"n\",\"done\":true,\"response\":" + response + "}"))
          .isEqualTo(new Progress.Failed("content_refused", "because"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{\"name\":\"n\",\"done\":true}",
          "{\"name\":\"n\",\"done\":true,\"response\":{}}",
          "{\"name\":\"n\",\"done\":true,\"response\":{\"generateVideoResponse\":{}}}",
        })
    void v9DoneWithoutAVideoIsAFailure(String body) {
      assertThat(polled(body))
          .isInstanceOfSatisfying(
              Progress.Failed.class, failed -> assertThat(failed.code()).isEqualTo("no_video"));
    }

    @Test
    void anOperationThatFailedSaysWhy() {
      assertThat(polled("{\"name\":\"n\",\"done\":true,\"error\":{\"message\":\"too dark\"}}"))
          .isEqualTo(new Progress.Failed("generation_failed", "too dark"));
    }

    @Test
    void anOperationThatIsNotDoneIsWorkedOn() {
      assertThat(polled("{\"name\":\"n\"}")).isInstanceOf(Progress.Processing.class);
    }
  }

  @Nested
  class VeoOnGemini extends Veo {

    private final VideoModel model =
        new GeminiConfiguration().geminiVideoModel(properties("veo-3.1-generate", ""), http);

    @Override
    protected VideoModel model() {
      return model;
    }

    @Test
    void speaksAsGatewaysDo() {
      String operation = model.submit(request("A boat")).operation();

      assertThat(google.calls().getFirst().path())
          .isEqualTo("/v1beta/models/veo-3.1-generate:predictLongRunning");
      assertThat(operation).isEqualTo("models/veo-3.1-generate/operations/op1");
    }
  }

  @Nested
  class VeoOnVertex extends Veo {

    private final VideoModel model =
        GeminiConfiguration.vertex(
            properties("unused", "project-1"),
            http,
            GoogleCredentials.create(
                new AccessToken("bearer-1", Date.from(Instant.now().plusSeconds(3_600)))));

    @Override
    protected VideoModel model() {
      return model;
    }

    @Test
    void asksInTheProject() {
      String operation = model.submit(request("A boat")).operation();

      Call call = google.calls().getFirst();
      assertThat(call.path())
          .endsWith(
              "/projects/project-1/locations/us-central1/publishers/google/models/"
                  + "veo-3.1-generate-001:predictLongRunning");
      assertThat(call.authorization()).isEqualTo("Bearer bearer-1");
      assertThat(call.body().path("instances").path(0).path("prompt").asString())
          .isEqualTo("A boat");
      assertThat(call.body().path("parameters").path("seed").asInt()).isEqualTo(7);
      model.poll(operation, request("A boat"));
      assertThat(google.calls().getLast().body().path("operationName").asString())
          .isEqualTo(operation);
    }
  }
}
