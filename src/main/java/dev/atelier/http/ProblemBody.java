package dev.atelier.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

/** Writes a problem as the body of a response, whatever the client says it accepts. */
final class ProblemBody {

  static final String CONTENT_TYPE = "application/problem+json";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> HEADERS_OF_THE_LOST_BODY =
      List.of(
          "Accept-Ranges",
          "Cache-Control",
          "Content-Disposition",
          "Content-Encoding",
          "Content-Language",
          "Content-Range",
          "ETag",
          "Last-Modified");

  private ProblemBody() {}

  /** Replaces whatever was to be answered; does nothing once an answer is under way. */
  static void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    HEADERS_OF_THE_LOST_BODY.forEach(name -> response.setHeader(name, null));
    response.setStatus(problem.status());
    response.setHeader(RequestIds.HEADER, RequestIds.of(request));
    new ResponseHeaders().writeHeaders(request, response);
    if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    problem.headers().forEach(response::setHeader);
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      response.setHeader("Retry-After", Long.toString(Math.max(1, seconds(retryAfter))));
    }
    byte[] body = JSON.writeValueAsBytes(members(request, problem));
    response.setContentType(CONTENT_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }

  private static long seconds(Duration duration) {
    return duration.plusMillis(999).toSeconds();
  }

  private static Map<String, Object> members(HttpServletRequest request, Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "urn:atelier:problem:" + problem.code());
    members.put("title", title(problem.status()));
    members.put("status", problem.status());
    members.put("detail", problem.detail());
    members.put("instance", path(request));
    members.put("message", problem.detail());
    members.put("statusCode", problem.status());
    members.put("error", problem.code());
    members.put("requestId", RequestIds.of(request));
    members.put("success", false);
    if (!problem.errors().isEmpty()) {
      members.put("errors", problem.errors().stream().map(ProblemBody::error).toList());
    }
    return members;
  }

  private static Map<String, Object> error(Problem.FieldError error) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("field", error.field());
    members.put("message", error.message());
    Long line = error.line();
    if (line != null) {
      members.put("line", line);
    }
    return members;
  }

  private static String title(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  private static String path(HttpServletRequest request) {
    Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    @Nullable String path = original instanceof String uri ? uri : request.getRequestURI();
    return path == null ? "" : path;
  }
}
