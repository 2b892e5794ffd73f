package dev.atelier.providers.chromium;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * Listens to a page: refuses its requests, notices when it has loaded and when it crashes.
 *
 * <p>Thread-safe.
 */
final class PageEvents implements DevToolsPipe.Events {

  private final AtomicInteger blocked = new AtomicInteger();
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  /** Forgets what the page before has done. */
  void begin() {
    blocked.set(0);
    loaded = new CompletableFuture<>();
  }

  /** Completes when the page begun last has loaded all that it will. */
  CompletableFuture<Void> loaded() {
    return loaded;
  }

  /** How many requests were refused since the page began. */
  int blocked() {
    return blocked.get();
  }

  @Override
  public void received(DevToolsPipe pipe, JsonNode event) {
    switch (event.path("method").asString()) {
      case "Fetch.requestPaused" -> refuse(pipe, event);
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Inspector.targetCrashed" -> pipe.abandon("The page crashed");
      default -> {
        // Everything else is of no interest.
      }
    }
  }

  private void refuse(DevToolsPipe pipe, JsonNode event) {
    blocked.incrementAndGet();
    JsonNode parameters = event.path("params");
    String request = parameters.path("requestId").asString();
    String session = event.path("sessionId").asString();
    if (parameters.path("resourceType").asString().equals("Document")) {
      // A failed navigation would replace the page by an error page; one without content does not.
      answer(
          pipe, session, "Fetch.fulfillRequest", Map.of("requestId", request, "responseCode", 204));
    } else {
      answer(
          pipe,
          session,
          "Fetch.failRequest",
          Map.of("requestId", request, "errorReason", "BlockedByClient"));
    }
  }

  private static void answer(
      DevToolsPipe pipe, String session, String method, Map<String, ?> parameters) {
    pipe.send(session, method, parameters);
  }
}
