package dev.atelier.identity;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whom the tokens stand for that were checked of late. A signature that was right stays right, so
 * it is not checked with every request; whether the token has expired or was revoked is.
 *
 * <p>Thread-safe.
 */
final class KnownTokens {

  private static final int MOST = 10_000;

  private final Map<String, Caller> callers = new ConcurrentHashMap<>();

  @Nullable Caller find(String token) {
    return callers.get(token);
  }

  void add(String token, Caller caller) {
    // Checking them all once more is cheaper than to keep in mind which were used last.
    if (callers.size() >= MOST) {
      callers.clear();
    }
    callers.put(token, caller);
  }
}
