package dev.atelier.http;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Answers what the container hands on: a bare status, or what was thrown outside of our filters.
 */
@Controller
class ErrorDispatchController implements ErrorController {

  private final Failures failures;

  ErrorDispatchController(Failures failures) {
    this.failures = failures;
  }

  @Hidden
  @RequestMapping("/error")
  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
      failures.answer(request, response, thrown);
      return;
    }
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int code = status instanceof Integer number && number >= 400 ? number : 404;
    failures.answer(request, response, RequestFailures.ofStatus(code, HttpHeaders.EMPTY, null));
  }
}
