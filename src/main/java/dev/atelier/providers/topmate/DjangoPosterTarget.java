package dev.atelier.providers.topmate;

import dev.atelier.providers.Excerpt;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.PosterTarget;
import dev.atelier.providers.ProviderException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/** Topmate's Django API: the video first, then the share content through its webhook. */
final class DjangoPosterTarget implements PosterTarget {

  static final String SETTING = "DJANGO_API_URL";

  private static final String TARGET = "django";
  private static final String PREFIX = "email-forge-";
  private static final int MAX_BYTES = 4 * 1024 * 1024;
  private static final int TOLD_OF_A_REFUSAL = 200;

  private final String base;
  private final OutboundHttp http;
  private final JsonMapper json;
  private final Duration deadline;

  DjangoPosterTarget(String baseUrl, OutboundHttp http, JsonMapper json, Duration deadline) {
    this.base = BaseUrl.of(SETTING, baseUrl);
    this.http = http;
    this.json = json;
    this.deadline = deadline;
  }

  @Override
  public String name() {
    return TARGET + " " + base;
  }

  @Override
  public String setting() {
    return SETTING;
  }

  @Override
  public void save(Poster poster, Progress progress) {
    if (!progress.hasVideo()) {
      post("Video API", "/create-video/", poster, Video.of(poster));
      progress.videoMade();
    }
    post("Webhook", "/creatomate-webhook/", poster, ShareContent.of(poster));
  }

  private void post(String step, String path, Poster poster, Object body) {
    Answer answer;
    try {
      answer =
          http.postTrusted(
              new Call(TARGET, base + path, deadline, MAX_BYTES),
              json.writeValueAsBytes(body),
              // For whatever stands before Django and knows the header; Django knows the id.
              Map.of("Idempotency-Key", '"' + encoded(poster.externalId()) + '"'));
    } catch (ProviderException e) {
      throw broken(step, e);
    }
    int status = answer.status();
    boolean done = status >= 200 && status <= 299 || isThere(answer);
    if (!done) {
      throw refused(status, "%s failed: %d - %s".formatted(step, status, told(answer)));
    }
  }

  /**
   * Whether Django says, as its check for uniqueness words it, that it has what we send. The id is
   * ours alone, so an earlier try has done its work and only the answer was lost.
   */
  private static boolean isThere(Answer answer) {
    return (answer.status() == 400 || answer.status() == 409)
        && new String(answer.body(), StandardCharsets.UTF_8)
            .toLowerCase(Locale.ROOT)
            .contains("already exists");
  }

  private static ProviderException refused(int status, String message) {
    if (status >= 500 || status == 408) {
      return ProviderException.unavailable(REFUSED, message, null);
    }
    // Another address or other rights: no other poster would fare better.
    return status <= 399 || status == 401 || status == 403
        ? ProviderException.refusesAll(REFUSED, message)
        : ProviderException.rejected(REFUSED, message);
  }

  /** The same failure for the same reason, told as the wire of saves tells it. */
  private static ProviderException broken(String step, ProviderException failure) {
    String message = "%s failed: %s".formatted(step, failure.getMessage());
    return switch (failure.reason()) {
      case THROTTLED -> failure;
      case REJECTED -> ProviderException.rejected(BROKEN, message);
      case REFUSES_ALL -> ProviderException.refusesAll(BROKEN, message);
      case TIMED_OUT, UNAVAILABLE -> ProviderException.unavailable(BROKEN, message, failure);
    };
  }

  /** A page made for a browser tells nothing in a line, and a debugging one tells too much. */
  private static String told(Answer answer) {
    String body = new String(answer.body(), StandardCharsets.UTF_8).strip();
    boolean page =
        answer.contentType().toLowerCase(Locale.ROOT).contains("html") || body.startsWith("<");
    return page ? "an HTML page" : Excerpt.of(body, TOLD_OF_A_REFUSAL);
  }

  /** A header's value takes only plain characters. */
  private static String encoded(String externalId) {
    return URLEncoder.encode(externalId, StandardCharsets.UTF_8);
  }

  @JsonNaming(SnakeCaseStrategy.class)
  private record Video(String externalId, String url, String status, long user) {

    static Video of(Poster poster) {
      return new Video(poster.externalId(), poster.url(), "COMPLETED", poster.userId());
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  private record ShareContent(
      String id,
      String status,
      String outputFormat,
      List<String> templateTags,
      String templateId,
      Modifications modifications,
      String metadata) {

    static ShareContent of(Poster poster) {
      String campaign = poster.campaign();
      return new ShareContent(
          poster.externalId(),
          "succeeded",
          "jpg",
          List.of("-ms-" + campaign),
          PREFIX + campaign,
          Modifications.of(campaign),
          PREFIX + poster.userId() + "-" + poster.stamp());
    }
  }

  private record Modifications(String campaign, String title, String description, String tag) {

    static Modifications of(String campaign) {
      return new Modifications(
          campaign,
          campaign.toUpperCase(Locale.ROOT).replace('-', ' '),
          "Poster: " + campaign,
          "custom");
    }
  }
}
