package dev.atelier.providers.chromium;

import org.jspecify.annotations.Nullable;

/** The browser died, hung or answered with what makes no sense; a fresh one may do better. */
final class BrowserLostException extends RuntimeException {

  BrowserLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
