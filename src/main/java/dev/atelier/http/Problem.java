package dev.atelier.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller is told about, in the one error body that every endpoint answers with
 * (RFC 9457, with the members that the older clients read).
 */
public final class Problem extends RuntimeException {

  /**
   * One thing that is wrong with the input.
   *
   * @param field name of the field, column or setting
   * @param line line of the uploaded file, from 1, where there is one
   */
  public record FieldError(String field, String message, @Nullable Long line) {
    public FieldError(String field, String message) {
      this(field, message, null);
    }
  }

  private final int status;
  private final String code;
  private final transient List<FieldError> errors;
  private final @Nullable Duration retryAfter;
  private final transient Map<String, String> headers;

  private Problem(
      int status,
      String code,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    this(status, code, detail, errors, retryAfter, Map.of(), cause);
  }

  private Problem(
      int status,
      String code,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter,
      Map<String, String> headers,
      @Nullable Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
    this.headers = Map.copyOf(headers);
  }

  /** 400: the request cannot be read at all. */
  public static Problem malformed(String code, String detail) {
    return new Problem(400, code, detail, List.of(), null, null);
  }

  /** 401: the caller is not known. */
  public static Problem unauthenticated(String code, String detail) {
    return new Problem(401, code, detail, List.of(), null, null);
  }

  /** 403: the caller is known and may see the object, but not do this. */
  public static Problem forbidden(String code, String detail) {
    return new Problem(403, code, detail, List.of(), null, null);
  }

  /** 404: there is no such object, or it is somebody else's private one. */
  public static Problem notFound(String detail) {
    return new Problem(404, "not_found", detail, List.of(), null, null);
  }

  /** 409: the object is not in a state that allows this. */
  public static Problem conflict(String code, String detail) {
    return new Problem(409, code, detail, List.of(), null, null);
  }

  /** 413: more than the limit, which the detail names. */
  public static Problem tooLarge(String code, String detail) {
    return new Problem(413, code, detail, List.of(), null, null);
  }

  /** 422: readable, but not acceptable; the errors name what and where. */
  public static Problem invalid(String code, String detail, FieldError... errors) {
    return new Problem(422, code, detail, List.of(errors), null, null);
  }

  /** Any other status from 400, for what the web framework or the container refuses. */
  static Problem of(int status, String code, String detail, @Nullable Throwable cause) {
    return new Problem(status, code, detail, List.of(), null, cause);
  }

  /** 422 with any number of errors. */
  public static Problem invalid(String code, String detail, List<FieldError> errors) {
    return new Problem(422, code, detail, errors, null, null);
  }

  /** 429: the caller asks too often. */
  public static Problem throttled(String code, String detail, Duration retryAfter) {
    return new Problem(429, code, detail, List.of(), retryAfter, null);
  }

  /** 503: we, or something we need, cannot serve now. */
  public static Problem unavailable(
      String code, String detail, Duration retryAfter, @Nullable Throwable cause) {
    return new Problem(503, code, detail, List.of(), retryAfter, cause);
  }

  /** The same failure with another status, for a wire that a spec has frozen. */
  public Problem withStatus(int other) {
    return new Problem(other, code, detail(), errors, retryAfter, headers, this);
  }

  /** The same failure with one more response header. */
  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, detail(), errors, retryAfter, more, getCause());
  }

  public int status() {
    return status;
  }

  /** A stable lower-case word for programs. */
  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  public List<FieldError> errors() {
    return errors;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Response headers besides {@code Retry-After}. */
  public Map<String, String> headers() {
    return headers;
  }
}
