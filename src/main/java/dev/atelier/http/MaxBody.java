package dev.atelier.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How long a body this controller method takes, where the default does not do: 1 MB, and for
 * multipart what {@code spring.servlet.multipart} says. A longer one is refused with 413.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MaxBody {

  /** A size such as {@code 32MB}. */
  String value();
}
