package dev.atelier.http;

import java.util.Map;

/**
 * What a module adds to {@code GET /health}. A bean of this type is asked on every request.
 *
 * <p>Thread-safe, and answers at once from what it knows: it must not call anything.
 */
public interface HealthDetail {

  /** Members of the answer by name; values become JSON. */
  Map<String, Object> members();

  /** Whether something that this module needs is out of order. */
  default boolean isDegraded() {
    return false;
  }
}
