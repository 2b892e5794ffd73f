package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Renders whatever a controller, or Spring on its behalf, throws. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {

  private final Failures failures;

  ProblemAdvice(Failures failures) {
    this.failures = failures;
  }

  // Writes the response itself: content negotiation must not lose the problem of a client that
  // accepts only an event stream.
  @ExceptionHandler(Throwable.class)
  void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    failures.answer(request, response, failure);
  }
}
