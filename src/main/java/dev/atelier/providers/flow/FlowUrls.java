package dev.atelier.providers.flow;

import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks through an answer, depth first, for where the video and its thumbnail lie and how long it
 * lasts: Flow has had these under many names. What comes first wins.
 */
final class FlowUrls {

  private static final Set<String> VIDEO_SUFFIXES = Set.of(".mp4", ".webm", ".mov", ".mkv", ".gif");
  private static final Set<String> VIDEO_KEYS =
      Set.of("downloadurl", "videourl", "signedurl", "url", "fifeurl");
  private static final Set<String> PICTURE_SUFFIXES = Set.of(".jpg", ".jpeg", ".png", ".webp");
  private static final Set<String> PICTURE_KEYS =
      Set.of("thumbnailurl", "posterurl", "previewurl", "servingbaseuri");
  private static final Set<String> DURATION_KEYS =
      Set.of("duration", "durationseconds", "durationsecs");
  private static final int MAX_DEPTH = 40;
  private static final int LONGEST_URL = 8_000;

  private @Nullable String video;
  private @Nullable String thumbnail;
  private @Nullable Integer duration;

  private FlowUrls() {}

  static FlowUrls in(JsonNode... nodes) {
    FlowUrls found = new FlowUrls();
    for (JsonNode node : nodes) {
      found.walk("", node, 0);
    }
    return found;
  }

  @Nullable String video() {
    return video;
  }

  Progress.Done done() {
    return new Progress.Done(
        new Asset.Link(Objects.requireNonNull(video)),
        thumbnail == null ? null : new Asset.Link(thumbnail),
        duration);
  }

  private void walk(String key, JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    if (node.isObject()) {
      node.properties()
          .forEach(member ->
              walk(member.getKey().toLowerCase(Locale.ROOT), member.getValue(), depth + 1));
    } else if (node.isArray()) {
      node.forEach(element -> walk(key, element, depth + 1));
    } else if (DURATION_KEYS.contains(key)) {
      readDuration(node);
    } else if (node.isString()) {
      readUrl(key, node.stringValue().strip());
    }
  }

  private void readUrl(String key, String text) {
    if (text.length() > LONGEST_URL || !text.matches("(?i)https?://\\S+")) {
      return;
    }
    String path = path(text).toLowerCase(Locale.ROOT);
    boolean picture = PICTURE_SUFFIXES.stream().anyMatch(path::endsWith);
    if (VIDEO_SUFFIXES.stream().anyMatch(path::endsWith)) {
      video = video == null ? text : video;
    } else if (picture || PICTURE_KEYS.contains(key)) {
      thumbnail = thumbnail == null ? text : thumbnail;
    } else if (VIDEO_KEYS.contains(key)) {
      video = video == null ? text : video;
    }
  }

  private static String path(String url) {
    try {
      return Objects.requireNonNullElse(URI.create(url).getPath(), "");
    } catch (IllegalArgumentException e) {
      return url.replaceFirst("[?#].*$", "");
    }
  }

  private void readDuration(JsonNode node) {
    String text = node.isNumber() ? node.asString() : node.isString() ? node.stringValue() : "";
    String number = text.strip().replaceFirst("s$", "");
    if (duration == null && number.matches("[0-9]{1,6}(\\.[0-9]{1,12})?")) {
      duration = (int) Double.parseDouble(number);
    }
  }
}
