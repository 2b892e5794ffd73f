package dev.atelier.providers.firebase;

import dev.atelier.home.CannotStartException;
import java.net.URI;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Firebase project the media come from.
 *
 * @param serviceAccountPath file with the key of a service account; empty for the credentials that
 *     the machine has
 * @param bucket name of the bucket; empty where Firebase is not set up
 * @param projectId empty for the one that the credentials belong to
 * @param firestoreEmulator {@code host:port} instead of Google's Firestore
 * @param storageEmulator URL, or {@code host:port}, instead of Google's Cloud Storage
 */
@ConfigurationProperties("atelier.firebase")
record FirebaseProperties(
    @DefaultValue("") String serviceAccountPath,
    @DefaultValue("") String bucket,
    @DefaultValue("") String projectId,
    @DefaultValue("") String firestoreEmulator,
    @DefaultValue("") String storageEmulator) {

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");
  private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9.:-]{2,60}[a-z0-9]");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+):\\d{1,5}");

  FirebaseProperties {
    serviceAccountPath = serviceAccountPath.strip();
    bucket = bucket.strip();
    projectId = projectId.strip();
    firestoreEmulator = firestoreEmulator.strip();
    storageEmulator = url(storageEmulator.strip().replaceFirst("/+$", ""));
    if (bucket.isEmpty() && !(serviceAccountPath + projectId).isEmpty()) {
      throw new CannotStartException(
          "FIREBASE_STORAGE_BUCKET is missing, though %s is set"
              .formatted(
                  projectId.isEmpty() ? "FIREBASE_SERVICE_ACCOUNT_PATH" : "FIREBASE_PROJECT_ID"));
    }
    if (!bucket.isEmpty() && !BUCKET.matcher(bucket).matches()) {
      throw new CannotStartException(
          "FIREBASE_STORAGE_BUCKET must be the name of a bucket, such as"
              + " my-project.firebasestorage.app");
    }
    if (!projectId.isEmpty() && !PROJECT.matcher(projectId).matches()) {
      throw new CannotStartException("FIREBASE_PROJECT_ID must be the id of a project");
    }
    if (!firestoreEmulator.isEmpty() && !HOST.matcher(firestoreEmulator).matches()) {
      throw new CannotStartException("FIRESTORE_EMULATOR_HOST must be host:port");
    }
  }

  private static String url(String given) {
    if (given.isEmpty()) {
      return given;
    }
    String url = HOST.matcher(given).matches() ? "http://" + given : given;
    try {
      URI parsed = URI.create(url);
      if (("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))
          && parsed.getHost() != null
          && parsed.getRawPath().isEmpty()
          && parsed.getRawQuery() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for every other text that is none.
    }
    throw new CannotStartException(
        "STORAGE_EMULATOR_HOST must be http://host:port, FIREBASE_STORAGE_EMULATOR_HOST host:port");
  }
}
