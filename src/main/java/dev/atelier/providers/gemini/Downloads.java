package dev.atelier.providers.gemini;

import dev.atelier.providers.VideoModel.Asset;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * Where finished files may be had: the API's own host wants to see the key, and nobody else may.
 */
record Downloads(String base, Map<String, String> headers) {

  static final Downloads PLAIN = new Downloads("", Map.of());

  Asset link(String url) {
    return new Asset.Link(url, isOurs(url) ? headers : Map.of());
  }

  private boolean isOurs(String url) {
    try {
      URI one = URI.create(base);
      URI other = URI.create(url);
      return !base.isEmpty()
          && Objects.equals(one.getScheme(), other.getScheme())
          && Objects.equals(one.getAuthority(), other.getAuthority());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
