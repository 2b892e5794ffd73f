package dev.atelier.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/** A JSON body that cannot be read: what is not JSON is 400, what is the wrong JSON is 422. */
final class BodyFailures {

  private BodyFailures() {}

  static Problem problem(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return problem;
      }
      if (cause instanceof DatabindException mismatch && !isTrailingText(mismatch)) {
        return mismatch(mismatch);
      }
      if (cause instanceof JacksonException syntax) {
        return malformed(syntax);
      }
    }
    return Problem.malformed("malformed_json", "A JSON body is required");
  }

  // Jackson reports text after the value as a mismatch, though it is a matter of syntax.
  private static boolean isTrailingText(DatabindException failure) {
    String message = failure.getOriginalMessage();
    return message != null && message.startsWith("Trailing token");
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
