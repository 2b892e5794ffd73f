package dev.atelier.providers;

import dev.atelier.providers.OutboundFailures.AnswerTooLargeException;
import dev.atelier.providers.OutboundFailures.UnreadableAnswerException;
import dev.atelier.providers.OutboundHttp.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** Reads an answer's body, never more of it than allowed, sent or unpacked. */
final class AnswerReader {

  private AnswerReader() {}

  static Answer read(ClassicHttpResponse response, int maxBytes, @Nullable Duration retryAfter)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new Answer(response.getCode(), "", retryAfter, new byte[0]);
    }
    String type = entity.getContentType() == null ? "" : entity.getContentType();
    if (entity.getContentLength() > maxBytes) {
      throw new AnswerTooLargeException();
    }
    byte[] sent = limited(entity.getContent(), maxBytes);
    return new Answer(response.getCode(), type, retryAfter, decoded(entity, sent, maxBytes));
  }

  /** Only the first bytes, as they are sent. */
  static Answer readStart(ClassicHttpResponse response, int bytes) throws IOException {
    HttpEntity entity = response.getEntity();
    byte[] start = entity == null ? new byte[0] : entity.getContent().readNBytes(bytes);
    return new Answer(response.getCode(), "", null, start);
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
    byte[] buffer = new byte[8_192];
    for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
      if (bytes.size() + count > maxBytes) {
        throw new AnswerTooLargeException();
      }
      bytes.write(buffer, 0, count);
    }
    return bytes.toByteArray();
  }
}
