package dev.atelier.storage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** The headers that make a medium safe to serve, whatever its bytes are. */
final class MediaHeaders {

  /** Types that no browser runs. PDF is not among them: its viewer does not work in a sandbox. */
  private static final Set<String> INLINE =
      Set.of("image/png", "image/jpeg", "image/webp", "image/gif", "video/mp4", "video/webm");

  private MediaHeaders() {}

  static String entityTag(Media.Stored stored) {
    return '"' + stored.sha256() + '"';
  }

  static HttpHeaders of(Media.Stored stored, boolean download) {
    HttpHeaders headers = new HttpHeaders();
    MediaType type = type(stored);
    headers.setContentType(type);
    headers.setETag(entityTag(stored));
    // A retry may replace the bytes under a key, so whoever has a copy asks whether it is current.
    headers.setCacheControl(CacheControl.noCache().cachePrivate());
    headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
    boolean inline = !download && INLINE.contains(type.getType() + '/' + type.getSubtype());
    headers.set(
        HttpHeaders.CONTENT_DISPOSITION, disposition(inline ? "inline" : "attachment", stored));
    return headers;
  }

  private static MediaType type(Media.Stored stored) {
    try {
      return MediaType.parseMediaType(stored.contentType());
    } catch (InvalidMediaTypeException e) {
      return MediaType.APPLICATION_OCTET_STREAM;
    }
  }

  /** RFC 6266, section 4.3: an ASCII name for old clients, and the real one. */
  private static String disposition(String type, Media.Stored stored) {
    String name = fileName(stored);
    String ascii = name.replaceAll("[^\\x20-\\x7E]|[\"\\\\%]", "_");
    String value = type + "; filename=\"" + ascii + '"';
    if (ascii.equals(name)) {
      return value;
    }
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return value + "; filename*=UTF-8''" + encoded.replace("+", "%20").replace("*", "%2A");
  }

  /** The last segment: a name never says where a file goes. */
  private static String fileName(Media.Stored stored) {
    String given = stored.name() == null ? "" : stored.name();
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String printable = last.replaceAll("\\p{Cntrl}", "").replaceFirst("^[. ]+", "");
    String key = stored.key().value();
    return printable.isEmpty() ? key.substring(key.lastIndexOf('/') + 1) : printable;
  }
}
