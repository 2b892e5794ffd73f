package dev.atelier.posters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The headers of a file to download. */
final class Attachment {

  private Attachment() {}

  /** RFC 6266, section 4.3: an ASCII name for old clients, and the real one. */
  static HttpHeaders headers(String name, String type) {
    String ascii = name.replaceAll("[^\\x20-\\x7E]|[\"\\\\%]", "_");
    String disposition = "attachment; filename=\"" + ascii + '"';
    if (!ascii.equals(name)) {
      String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
      disposition += "; filename*=UTF-8''" + encoded.replace("*", "%2A");
    }
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.CONTENT_DISPOSITION, disposition);
    headers.setContentType(MediaType.parseMediaType(type));
    // What somebody typed must never be taken for a page.
    headers.set("X-Content-Type-Options", "nosniff");
    return headers;
  }
}
