package dev.atelier.http;

import dev.atelier.providers.ProviderException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;

/** Answers a request that failed, and logs the failure once where it is ours. */
@Component
class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  void answer(HttpServletRequest request, HttpServletResponse response, Throwable thrown)
      throws IOException {
    Throwable failure = unwrap(thrown);
    Optional<Problem> unreadable = BodyFailures.ofReading(request);
    if (unreadable.isPresent()) {
      log(request, unreadable.get(), failure);
      ProblemBody.write(request, response, unreadable.get());
      return;
    }
    if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      LOG.debug("The client of {} {} is gone", request.getMethod(), request.getRequestURI());
      return;
    }
    Problem problem = problem(failure);
    log(request, problem, failure);
    ProblemBody.write(request, response, problem);
  }

  private static Throwable unwrap(Throwable thrown) {
    return thrown instanceof ServletException && thrown.getCause() instanceof Problem problem
        ? problem
        : thrown;
  }

  private static Problem problem(Throwable failure) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (failure instanceof ProviderException provider) {
      return ProviderFailures.problem(provider);
    }
    if (failure instanceof AccessDeniedException) {
      return Problem.forbidden("forbidden", "You may not do this");
    }
    Problem ofDatabase = DatabaseFailures.problem(failure);
    return ofDatabase == null ? RequestFailures.problem(failure) : ofDatabase;
  }

  private static void log(HttpServletRequest request, Problem problem, Throwable failure) {
    String method = request.getMethod();
    String path = request.getRequestURI();
    if (problem.status() == 500) {
      LOG.error("{} {} failed by a fault of ours; the caller was told 500", method, path, failure);
    } else if (problem.status() > 500) {
      LOG.warn(
          "{} {} answered {} {}; the caller may retry: {}",
          method,
          path,
          problem.status(),
          problem.code(),
          String.valueOf(rootOf(failure).getMessage()));
    } else {
      LOG.debug("{} {} answered {} {}", method, path, problem.status(), problem.code());
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
