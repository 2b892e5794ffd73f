package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id that ties a request to its answer and its log lines. */
final class RequestIds {

  static final String HEADER = "X-Request-Id";
  static final String LOG_KEY = "requestId";

  private static final String ATTRIBUTE = RequestIds.class.getName();
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private RequestIds() {}

  /** The id of this request: what the client sent where that is harmless, else a new one. */
  static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String sent = request.getHeader(HEADER);
    String id =
        sent != null && ACCEPTED.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
