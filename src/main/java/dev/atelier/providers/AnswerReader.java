package dev.atelier.providers;

import dev.atelier.providers.OutboundFailures.AnswerTooLargeException;
import dev.atelier.providers.OutboundFailures.UnreadableAnswerException;
import dev.atelier.providers.OutboundHttp.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads an answer's body, never more of it than allowed, sent or unpacked. */
final class AnswerReader {

  private AnswerReader() {}

  static Answer read(ClassicHttpResponse response, int maxBytes, @Nullable Duration retryAfter)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Answer(response.getCode(), "", retryAfter, headers(response), new byte[0]);
    }
    if (entity.getContentLength() > maxBytes) {
      throw new AnswerTooLargeException();
    }
    byte[] sent = limited(entity.getContent(), maxBytes);
    return new Answer(
        response.getCode(),
        type(entity),
        retryAfter,
        headers(response),
        decoded(entity, sent, maxBytes));
  }

  /** Hands the body on as it comes; the answer has none. */
  static Answer stream(ClassicHttpResponse response, int maxBytes, OutputStream sink)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      if (entity.getContentLength() > maxBytes) {
        throw new AnswerTooLargeException();
      }
      if (entity.getContentEncoding() != null
          && !entity.getContentEncoding().equalsIgnoreCase("identity")) {
        throw new UnreadableAnswerException("unknown content coding");
      }
      copy(entity.getContent(), maxBytes, sink);
    }
    String type = entity == null ? "" : type(entity);
    return new Answer(response.getCode(), type, null, headers(response), new byte[0]);
  }

  private static String type(HttpEntity entity) {
    return entity.getContentType() == null ? "" : entity.getContentType();
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(
          header.getName().toLowerCase(Locale.ROOT), String.valueOf(header.getValue()));
    }
    return Map.copyOf(headers);
  }

  /** Only the first bytes, as they are sent. */
  static Answer readStart(ClassicHttpResponse response, int bytes) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] start = entity == null ? new byte[0] : entity.getContent().readNBytes(bytes);
    return new Answer(response.getCode(), "", null, headers(response), start);
  }

  private static byte[] decoded(HttpEntity entity, byte[] sent, int maxBytes) throws IOException {
    String coding = entity.getContentEncoding();
    return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> sent;
      case "gzip", "x-gzip" -> {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(sent))) {
          yield limited(plain, maxBytes);
        }
      }
      default -> throw new UnreadableAnswerException("unknown content coding");
    };
  }

  private static byte[] limited(InputStream stream, int maxBytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(stream, maxBytes, bytes);
    return bytes.toByteArray();
  }

  private static void copy(InputStream stream, int maxBytes, OutputStream sink) throws IOException {
    long copied = 0;
    byte[] buffer = new byte[8_192];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      copied += count;
      if (copied > maxBytes) {
        throw new AnswerTooLargeException();
      }
      sink.write(buffer, 0, count);
    }
  }
}
