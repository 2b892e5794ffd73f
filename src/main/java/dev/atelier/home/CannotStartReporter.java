package dev.atelier.home;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Prints a {@link CannotStartException} as one line, in place of Boot's report and stack trace. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class CannotStartReporter implements SpringBootExceptionReporter {

  private static final Logger LOG = LoggerFactory.getLogger("dev.atelier");

  @Override
  public boolean reportException(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CannotStartException) {
        LOG.error("Atelier cannot start: {}", cause.getMessage());
        return true;
      }
    }
    return false;
  }
}
