package dev.atelier.providers.firebase;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.firestore.FirestoreException;
import dev.atelier.providers.ProviderException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Translates what Firestore's client throws. */
final class FirestoreFailures {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private FirestoreFailures() {}

  static ProviderException of(Throwable failure) {
    String status = status(failure);
    return switch (status == null ? "" : status) {
      case "PERMISSION_DENIED" ->
          ProviderException.refusesAll(
              "permission_denied",
              "FIREBASE_SERVICE_ACCOUNT_PATH: the account may not read Firestore"
                  + " (PERMISSION_DENIED); it needs the role Cloud Datastore Viewer");
      case "UNAUTHENTICATED" ->
          ProviderException.refusesAll(
              "bad_credentials",
              "FIREBASE_SERVICE_ACCOUNT_PATH: Firestore does not accept the credentials");
      case "NOT_FOUND", "FAILED_PRECONDITION" ->
          ProviderException.refusesAll(
              "project_not_found", "FIREBASE_PROJECT_ID: the project has no Firestore database");
      case "RESOURCE_EXHAUSTED" -> ProviderException.throttled("Firestore asks to wait", PAUSE);
      case "DEADLINE_EXCEEDED" ->
          ProviderException.timedOut("Firestore did not answer in time", failure);
      case "INVALID_ARGUMENT", "OUT_OF_RANGE", "UNIMPLEMENTED" ->
          ProviderException.rejected(
              "upstream_refused", "Firestore refuses the request (%s)".formatted(status));
      default ->
          ProviderException.unavailable(
              "upstream_unavailable",
              "Firestore cannot serve now" + (status == null ? "" : " (%s)".formatted(status)),
              failure);
    };
  }

  private static @Nullable String status(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException e) {
        return e.getStatusCode().getCode().name();
      }
      if (cause instanceof FirestoreException e && e.getStatus() != null) {
        return e.getStatus().getCode().name();
      }
    }
    return null;
  }
}
