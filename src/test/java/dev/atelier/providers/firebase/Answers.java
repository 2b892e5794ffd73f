package dev.atelier.providers.firebase;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON answers of {@link CloudStorageStandIn}. */
final class Answers {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<Integer, String> REASONS =
      Map.of(
          401, "required",
          403, "forbidden",
          404, "notFound",
          412, "conditionNotMet",
          416, "requestedRangeNotSatisfiable",
          429, "rateLimitExceeded",
          500, "backendError",
          503, "backendError");

  private Answers() {}

  static void json(WireServer.Connection to, int status, Object value) throws IOException {
    json(to, status, value, null);
  }

  static void error(WireServer.Connection to, int status, String message) throws IOException {
    error(to, status, message, null);
  }

  static void error(
      WireServer.Connection to, int status, String message, @Nullable Integer retryAfter)
      throws IOException {
    json(
        to,
        status,
        Map.of(
            "error",
            Map.of(
                "code",
                status,
                "message",
                message,
                "errors",
                List.of(
                    Map.of(
                        "message",
                        message,
                        "domain",
                        "global",
                        "reason",
                        REASONS.getOrDefault(status, "invalid"))))),
        retryAfter);
  }

  private static void json(
      WireServer.Connection to, int status, Object value, @Nullable Integer retryAfter)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(value);
    to.send(
        """
        HTTP/1.1 %d %s\r
        Content-Type: application/json; charset=UTF-8\r
        Content-Length: %d\r
        %s\r
        """
            .formatted(
                status,
                REASONS.getOrDefault(status, "OK"),
                body.length,
                retryAfter == null ? "" : "Retry-After: " + retryAfter + "\r\n"),
        ByteBuffer.wrap(body));
  }
}
