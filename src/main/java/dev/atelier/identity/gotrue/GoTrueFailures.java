package dev.atelier.identity.gotrue;

import dev.atelier.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Failures as GoTrue tells them: {@code code, error_code, msg}. */
@RestControllerAdvice(assignableTypes = {GoTrueController.class, GoTrueInfoController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class GoTrueFailures {

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> problem(Problem problem) {
    return switch (problem.code()) {
      case "invalid_credentials" ->
          answer(problem, 400, "invalid_credentials", "Invalid login credentials");
      case "email_taken" -> answer(problem, 422, "user_already_exists", "User already registered");
      case "too_many_sign_ins" -> answer(problem, 429, "over_request_rate_limit", problem.detail());
      case "invalid_token" -> ofToken(problem);
      case "validation_failed" -> ofField(problem);
      default -> answer(problem, problem.status(), problem.code(), problem.detail());
    };
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException failure) {
    return failure.getCause() instanceof Problem problem
        ? problem(problem)
        : problem(Problem.malformed("bad_json", "Could not parse request body as JSON"));
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> missing(MissingServletRequestParameterException failure) {
    return problem(
        Problem.malformed("validation_failed", failure.getParameterName() + " is required"));
  }

  // Clients drop a session that does not exist any more.
  private static ResponseEntity<Map<String, Object>> ofToken(Problem problem) {
    return problem.detail().equals("Token has been invalidated")
        ? answer(problem, 403, "session_not_found", "The session of this token has ended")
        : answer(problem, 403, "bad_jwt", "invalid JWT: unable to parse or verify signature");
  }

  private static ResponseEntity<Map<String, Object>> ofField(Problem problem) {
    List<String> fields = problem.errors().stream().map(Problem.FieldError::field).toList();
    if (fields.contains("email")) {
      return answer(
          problem, 400, "validation_failed", "Unable to validate email address: invalid format");
    }
    if (!fields.contains("password")) {
      return answer(problem, problem.status(), "validation_failed", problem.detail());
    }
    String why =
        problem.errors().stream()
            .filter(error -> error.field().equals("password"))
            .map(Problem.FieldError::message)
            .findFirst()
            .orElse("");
    return why.contains("at least")
        ? answer(problem, 422, "weak_password", "Password " + why)
        : answer(problem, 400, "validation_failed", "Password " + why);
  }

  private static ResponseEntity<Map<String, Object>> answer(
      Problem problem, int status, String code, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", status);
    body.put("error_code", code);
    body.put("msg", message);
    body.put("message", message);
    if (code.equals("weak_password")) {
      body.put("weak_password", Map.of("reasons", List.of("length")));
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (problem.retryAfter() != null) {
      answer.header(
          "Retry-After",
          Long.toString(Math.max(1, problem.retryAfter().plusMillis(999).toSeconds())));
    }
    return answer.body(body);
  }
}
