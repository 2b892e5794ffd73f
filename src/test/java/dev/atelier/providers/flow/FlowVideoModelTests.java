package dev.atelier.providers.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttps;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.VideoModel;
import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.providers.VideoModel.Request;
import dev.atelier.providers.VideoModelContract;
import dev.atelier.providers.flow.FlowStandIn.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class FlowVideoModelTests extends VideoModelContract {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final FlowStandIn flow =
      FlowStandIn.start()
          .trouble(call ->
              call.submit() && call.body().toString().contains(REFUSED)
                  ? Trouble.of(400, "{\"error\":{\"message\":\"unsafe\"}}")
                  : null);
  private final OutboundHttp http = OutboundHttps.allowing();
  private final FlowVideoModel model = model("token-1", "");

  @TempDir Path folder;

  private FlowVideoModel model(String token, String file) {
    FlowProperties properties =
        new FlowProperties(
            flow.generateUrl(),
            flow.statusUrl(),
            "project-1",
            "veo_3_1_t2v_fast_portrait_ultra",
            "VIDEO_ASPECT_RATIO_PORTRAIT",
            "PAYGATE_TIER_NOT_PAID",
            token,
            file,
            Duration.ofSeconds(30));
    return new FlowVideoModel(properties, FlowToken.of(properties), http, JSON);
  }

  @AfterEach
  void stop() {
    http.close();
    flow.close();
  }

  @Override
  protected VideoModel model() {
    return model;
  }

  @Test
  void asksExactlyAsFlowIsAsked() {
    model.submit(new Request("scene-1", "A boat", null, null, 42));
    model.poll("operation-1", new Request("scene-1", "A boat", null, null, 42));

    FlowStandIn.Call submit = flow.submits().getFirst();
    assertThat(submit.body())
        .isEqualTo(
            JSON.readTree(
                """
                {"clientContext": {"projectId": "project-1", "tool": "PINHOLE",
                  "userPaygateTier": "PAYGATE_TIER_NOT_PAID"},
                 "requests": [{"aspectRatio": "VIDEO_ASPECT_RATIO_PORTRAIT", "seed": 42,
                  "textInput": {"prompt": "A boat"},
                  "videoModelKey": "veo_3_1_t2v_fast_portrait_ultra",
                  "metadata": {"sceneId": "scene-1"}}]}
                """));
    assertThat(submit.contentType()).isEqualTo("text/plain;charset=UTF-8");
    assertThat(submit.authorization()).isEqualTo("Bearer token-1");
    assertThat(flow.polls().getFirst().body())
        .isEqualTo(
            JSON.readTree(
                """
                {"operations": [{"operation": {"name": "operation-1"}, "sceneId": "scene-1",
                  "status": "MEDIA_GENERATION_STATUS_PENDING"}]}
                """));
  }

  @Test
  void sendsWhatTheRequestChoosesAndASeedInAnyCase() {
    model.submit(new Request("s", "A boat", "16:9", "veo_4", null));

    var video = flow.submits().getFirst().body().path("requests").path(0);
    assertThat(video.path("aspectRatio").asString()).isEqualTo("VIDEO_ASPECT_RATIO_LANDSCAPE");
    assertThat(video.path("videoModelKey").asString()).isEqualTo("veo_4");
    assertThat(video.path("seed").asInt()).isBetween(0, 999_999);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"operations\":[{\"operation\":{\"name\":\"n1\"}}]}",
        "{\"operations\":[{\"operation\":\"n1\"}]}",
        "{\"operations\":[{\"name\":\"n1\"}]}",
        "{\"operations\":[\"n1\"]}",
        "{\"operation\":{\"name\":\"n1\"}}",
        "{\"operation\":\"n1\"}",
        "{\"name\":\"n1\"}",
      })
  void findsTheNameOfTheOperationWhereverItIs(String body) {
    flow.trouble(call -> Trouble.of(200, body));

    assertThat(model.submit(request("A boat")).operation()).isEqualTo("n1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-goog-operation-name | n1",
        "x-operation-name | n1",
        "x-flow-operation-name | n1",
        "x-goog-request-params | a=b&name=projects/p/operations/n1",
        "location | https://flow.example/v1/operations/n1?alt=json",
      })
  void anEmptyAnswerIsNamedByItsHeaders(String header, String value) {
    for (String body : new String[] {"", "null"}) {
      flow.trouble(call -> new Trouble(200, Map.of(header, value), body, true));

      assertThat(model.submit(request("A boat")).operation()).isEqualTo("n1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MEDIA_GENERATION_STATUS_CREATED | Pending",
        "media_generation_status_scheduled | Pending",
        "MEDIA_GENERATION_STATUS_ACTIVE | Processing",
        "STATE_RUNNING | Processing",
        "STATUS_PENDING | Pending",
        "STATUS_FAILED | Failed",
        "STATE_SUCCEEDED | Failed",
        "SOMETHING_NEW | Unclear",
      })
  void readsTheStatusInEveryForm(String word, String progress) {
    flow.trouble(call ->
        Trouble.of(200, "{\"operations\":[{\"operation\":{},\"status\":\"" + word + "\"}]}"));

    assertThat(model.poll("n1", request("A boat")).progress().getClass().getSimpleName())
        .isEqualTo(progress);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"metadata\":{\"sceneStatus\":\"STATUS_RUNNING\"}}",
        "{\"response\":{\"sceneOutputs\":[{\"status\":\"STATE_RUNNING\"}]}}",
        "{\"response\":{\"sceneOutputs\":{\"a\":{\"status\":\"STATE_RUNNING\"}}}}",
        "{\"response\":{\"sceneOutputs\":[{\"mediaOutputs\":[{\"status\":\"STATE_RUNNING\"}]}]}}",
      })
  void readsTheStatusInEveryPlace(String operation) {
    flow.trouble(call -> Trouble.of(200, "{\"operations\":[{\"operation\":" + operation + "}]}"));

    assertThat(model.poll("n1", request("A boat")).progress())
        .isInstanceOf(Progress.Processing.class);
  }

  @Test
  void findsTheFilesByTheirSuffixOrTheirName() {
    flow.trouble(call ->
        Trouble.of(
            200,
            """
            {"operations": [{"operation": {"done": true, "metadata": {"a": [{"other": "https://f.example/x.WEBM?k=1"}],
              "durationSeconds": "8.7s", "previewUrl": "https://f.example/p", "note": "ftp://no"},
              "response": {"url": "https://f.example/late"}}}]}
            """));

    Progress.Done done = (Progress.Done) model.poll("n1", request("A boat")).progress();

    assertThat(done.video()).isEqualTo(new Asset.Link("https://f.example/x.WEBM?k=1"));
    assertThat(done.thumbnail()).isEqualTo(new Asset.Link("https://f.example/p"));
    assertThat(done.durationSeconds()).isEqualTo(8);
  }

  @Test
  void v9DoneWithoutAVideoIsAFailureWithAReason() {
    flow.trouble(call ->
        Trouble.of(200, "{\"operations\":[{\"operation\":{\"done\":true,\"response\":{}}}]}"));

    assertThat(model.poll("n1", request("A boat")).progress())
        .isEqualTo(
            new Progress.Failed("no_video", "Flow says that the video is done but gives none"));
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED, upstream_refused",
    "401, REFUSES_ALL, bad_key",
    "403, REJECTED, access_denied",
    "404, REJECTED, not_found",
    "429, THROTTLED, throttled",
    "500, UNAVAILABLE, upstream_unavailable",
    "302, REJECTED, upstream_refused",
  })
  void tellsRefusalsApart(int status, Reason reason, String code) {
    flow.trouble(call -> Trouble.of(status, "{\"error\":\"x\\u0000y\"}"));

    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> model.poll("n1", request("A boat")));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.getMessage()).doesNotContain("token-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"<html>", "17", "{\"operations\":[]}", "{}"})
  void p25AnAnswerThatNamesNoOperationIsAFailure(String body) {
    flow.trouble(call -> Trouble.of(200, body));

    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> model.submit(request("A boat")));

    assertThat(failure.code()).isEqualTo("upstream_invalid_response");
  }

  @Test
  void readsTheTokenFileAgainWhenItChanges() throws IOException {
    Path file = folder.resolve("token");
    Files.writeString(file, "first\n");
    FlowVideoModel withFile = model("", file.toString());
    withFile.submit(request("A boat"));
    Files.writeString(
        file, "[{\"name\":\"x\",\"value\":\"no\"},{\"name\":\"Bearer\",\"value\":\"second\"}]");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    withFile.submit(request("A boat"));

    assertThat(flow.submits())
        .extracting(FlowStandIn.Call::authorization)
        .containsExactly("Bearer first", "Bearer second");

    Files.writeString(file, "not a token");
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> withFile.submit(request("A boat")));
    assertThat(failure.code()).isEqualTo("bad_key");
    assertThat(failure.getMessage()).doesNotContain("not a token");
  }
}
