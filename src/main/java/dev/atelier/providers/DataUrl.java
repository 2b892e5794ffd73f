package dev.atelier.providers;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** URLs that hold their bytes themselves (RFC 2397). */
final class DataUrl {

  private static final String SCHEME = "data:";

  private DataUrl() {}

  static boolean matches(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  static byte[] bytes(String url, int maxBytes) {
    int comma = url.indexOf(',');
    if (comma < 0) {
      throw unreadable();
    }
    // Base64 takes 4 characters for 3 bytes, an escape 3 for one.
    if (url.length() > 3L * maxBytes) {
      throw RemoteImages.tooLarge();
    }
    byte[] data = unescaped(url.substring(comma + 1));
    if (url.substring(0, comma).strip().toLowerCase(Locale.ROOT).endsWith(";base64")) {
      try {
        data = Base64.getMimeDecoder().decode(data);
      } catch (IllegalArgumentException e) {
        throw unreadable();
      }
    }
    if (data.length > maxBytes) {
      throw RemoteImages.tooLarge();
    }
    return data;
  }

  private static byte[] unescaped(String text) {
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (raw[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return bytes.toByteArray();
  }

  private static ProviderException unreadable() {
    return ProviderException.rejected("not_an_image", "The data: URL cannot be read");
  }
}
