package dev.atelier;

import dev.atelier.home.CannotStartException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tells a wrong setting in one line that names it, without a stack trace and without its value. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements SpringBootExceptionReporter {

  private static final Logger LOG = LoggerFactory.getLogger(StartFailureReporter.class);

  @Override
  public boolean reportException(Throwable failure) {
    String line = plain(failure);
    for (Throwable cause = failure; line == null && cause != null; cause = cause.getCause()) {
      line = line(cause);
    }
    if (line != null) {
      LOG.error("Atelier cannot start: {}", line);
    }
    return line != null;
  }

  /** Our own words, which say more than those of whatever wraps them. */
  private static @Nullable String plain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CannotStartException e) {
        return e.getMessage();
      }
    }
    return null;
  }

  private static @Nullable String line(Throwable cause) {
    return switch (cause) {
      case InvalidConfigurationPropertyValueException e ->
          variable(e.getName()) + ": " + e.getReason();
      case BindException e -> name(e) + ": the value is not of the right form";
      case PortInUseException e -> "SERVER_PORT: " + e.getPort() + " is in use by another program";
      default -> null;
    };
  }

  private static String name(BindException failure) {
    ConfigurationProperty property = failure.getProperty();
    return variable((property == null ? failure.getName() : property.getName()).toString());
  }

  // How Spring spells a property as an environment variable; ours are spelled so already.
  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
