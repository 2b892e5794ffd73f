package dev.atelier.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.BadRequestException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** A JSON body that cannot be read: what is not JSON is 400, what is the wrong JSON is 422. */
final class BodyFailures {

  private BodyFailures() {}

  static Problem problem(HttpMessageNotReadableException failure) {
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    return first(Problem.class, causes)
        .or(() -> first(JacksonException.class, causes).map(BodyFailures::unreadable))
        .orElseGet(() -> Problem.malformed("malformed_json", "A JSON body is required"));
  }

  /**
   * The problem of a body that Tomcat could not read, or waited for too long, if that is it. What
   * our code, or a library, made of that tells less.
   */
  static Optional<Problem> ofReading(HttpServletRequest request) {
    Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (thrown instanceof SocketTimeoutException) {
      return Optional.of(closing(408, "request_timeout", "The body came too slowly"));
    }
    return thrown instanceof BadRequestException && !(thrown instanceof ClientAbortException)
        ? Optional.of(closing(400, "malformed_body", "The body is not what its header says"))
        : Optional.empty();
  }

  private static Problem closing(int status, String code, String detail) {
    return Problem.of(status, code, detail, null).withHeader("Connection", "close");
  }

  private static <T> Optional<T> first(Class<T> type, List<Throwable> causes) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Problem unreadable(JacksonException failure) {
    return failure instanceof DatabindException mismatch && !isSyntax(mismatch)
        ? mismatch(mismatch)
        : malformed(failure);
  }

  // Jackson reports some matters of syntax as a mismatch: none or too many values, and what is
  // wrong inside of a member.
  private static boolean isSyntax(DatabindException failure) {
    Throwable cause = failure.getCause();
    String message = failure.getOriginalMessage();
    return (cause instanceof JacksonException
            && !(cause instanceof DatabindException)
            && !(cause instanceof InputCoercionException))
        || (message != null
            && (message.startsWith("Trailing token") || message.startsWith("No content")));
  }

  private static Problem malformed(JacksonException failure) {
    @Nullable TokenStreamLocation at = failure.getLocation();
    String where =
        at == null || at.getLineNr() < 1
            ? ""
            : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    return Problem.malformed("malformed_json", "The body is not readable JSON" + where);
  }

  private static Problem mismatch(DatabindException failure) {
    StringBuilder field = new StringBuilder();
    for (JacksonException.Reference step : failure.getPath()) {
      String name = step.getPropertyName();
      if (name == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append(field.isEmpty() ? "" : ".").append(name);
      }
    }
    return RequestFailures.invalid(field.isEmpty() ? "body" : field.toString(), why(failure));
  }

  private static String why(DatabindException failure) {
    return switch (failure) {
      case PropertyBindingException _ -> "is not known";
      case InvalidFormatException _ -> "has a value that is not allowed";
      case MismatchedInputException _ -> "is missing or not of the right type";
      default -> "has a value that is not allowed";
    };
  }
}
