package dev.atelier.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestCookieException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** What Spring and Tomcat refuse, as the problem the caller is told. */
final class RequestFailures {

  private static final String NOT_VALID = "validation_failed";

  private RequestFailures() {}

  static Problem problem(Throwable failure) {
    return switch (failure) {
      case HttpMessageNotReadableException e -> BodyFailures.problem(e);
      case MethodArgumentTypeMismatchException e -> invalid(e.getName(), expected(e));
      case MissingServletRequestParameterException e -> missing(e.getParameterName());
      case MissingServletRequestPartException e -> missing(e.getRequestPartName());
      case MissingRequestHeaderException e -> missing(e.getHeaderName());
      case MissingRequestCookieException e -> missing(e.getCookieName());
      case MethodArgumentNotValidException e -> invalid(errors(e.getBindingResult()));
      case HandlerMethodValidationException e when !e.isForReturnValue() -> invalid(errors(e));
      case MaxUploadSizeExceededException e -> tooLarge(e);
      case MultipartException e -> multipart(e);
      case InvalidParameterException e -> ofStatus(e.getErrorCode(), HttpHeaders.EMPTY, e);
      case AsyncRequestTimeoutException e ->
          Problem.of(503, "timed_out", "The answer took too long", e);
      case ErrorResponse e -> ofStatus(e.getStatusCode().value(), e.getHeaders(), failure);
      default -> ofStatus(500, HttpHeaders.EMPTY, failure);
    };
  }

  /** The problem of a bare status, in words that tell nothing of our insides. */
  static Problem ofStatus(int status, HttpHeaders headers, @Nullable Throwable cause) {
    HttpStatus known = HttpStatus.resolve(status);
    Problem problem =
        known == null
            ? Problem.of(status, "error", "The request failed", cause)
            : Problem.of(status, code(known), detail(known), cause);
    for (String name : List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT)) {
      if (headers.containsHeader(name)) {
        problem = problem.withHeader(name, String.join(", ", headers.getValuesAsList(name)));
      }
    }
    return problem;
  }

  private static String code(HttpStatus status) {
    return switch (status) {
      case INTERNAL_SERVER_ERROR -> "internal_error";
      case UNAUTHORIZED -> "missing_token";
      case UNPROCESSABLE_CONTENT -> NOT_VALID;
      case CONTENT_TOO_LARGE -> "body_too_large";
      default -> status.name().toLowerCase(Locale.ROOT);
    };
  }

  private static String detail(HttpStatus status) {
    return switch (status) {
      case BAD_REQUEST -> "The request cannot be understood";
      case UNAUTHORIZED -> "Missing bearer token";
      case CONTENT_TOO_LARGE -> "The body is larger than this route takes";
      case INTERNAL_SERVER_ERROR -> "Something went wrong on our side";
      default -> status.getReasonPhrase();
    };
  }

  private static Problem missing(String name) {
    return invalid(name, "is required");
  }

  static Problem invalid(String field, String message) {
    return Problem.invalid(
        NOT_VALID, field + " " + message, new Problem.FieldError(field, message));
  }

  private static Problem invalid(List<Problem.FieldError> errors) {
    String detail =
        errors.stream()
            .map(error -> error.field() + " " + error.message())
            .collect(Collectors.joining("; "));
    return Problem.invalid(NOT_VALID, detail.isEmpty() ? "Not valid" : detail, errors);
  }

  private static List<Problem.FieldError> errors(Errors result) {
    List<Problem.FieldError> errors = new ArrayList<>();
    for (FieldError error : result.getFieldErrors()) {
      String message = error.isBindingFailure() ? "is not of the right type" : message(error);
      errors.add(new Problem.FieldError(error.getField(), message));
    }
    result
        .getGlobalErrors()
        .forEach(error ->
            errors.add(
                new Problem.FieldError(
                    error.getObjectName(), String.valueOf(error.getDefaultMessage()))));
    return errors;
  }

  private static String message(FieldError error) {
    return String.valueOf(error.getDefaultMessage());
  }

  private static List<Problem.FieldError> errors(HandlerMethodValidationException failure) {
    List<Problem.FieldError> errors = new ArrayList<>();
    failure.getBeanResults().forEach(result -> errors.addAll(errors(result)));
    failure
        .getValueResults()
        .forEach(result -> {
          String name = result.getMethodParameter().getParameterName();
          result
              .getResolvableErrors()
              .forEach(error ->
                  errors.add(
                      new Problem.FieldError(
                          name == null ? "parameter" : name,
                          String.valueOf(error.getDefaultMessage()))));
        });
    return errors;
  }

  private static String expected(MethodArgumentTypeMismatchException failure) {
    Class<?> type = failure.getRequiredType();
    if (type == null) {
      return "is not of the right type";
    }
    if (type.isEnum()) {
      return "must be one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    return expected(type);
  }

  private static String expected(Class<?> type) {
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "must be a whole number";
    }
    if (type == UUID.class) {
      return "must be a UUID";
    }
    return type == boolean.class || type == Boolean.class
        ? "must be true or false"
        : "is not of the right type";
  }

  private static Problem tooLarge(MaxUploadSizeExceededException failure) {
    return Problem.of(413, "body_too_large", "The upload is larger than this route takes", failure);
  }

  private static Problem multipart(MultipartException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidParameterException e && e.getErrorCode() == 413) {
        return Problem.of(413, "body_too_large", "The upload is larger than this route takes", e);
      }
    }
    return Problem.of(400, "malformed_multipart", "The multipart body cannot be read", failure);
  }
}
