package dev.atelier.providers.firebase;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.FirestoreOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.firebase.FirebaseApp;
import com.google.firebase.FirebaseOptions;
import com.google.firebase.cloud.FirestoreClient;
import dev.atelier.home.CannotStartException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Firebase project and the official clients that speak to it.
 *
 * @param credentials null where an emulator is asked, which needs none
 * @param storageUrl address of Cloud Storage
 */
record FirebaseAccess(
    FirebaseApp app,
    Firestore firestore,
    Storage storage,
    @Nullable GoogleCredentials credentials,
    String storageUrl,
    String bucket)
    implements AutoCloseable {

  private static final String GOOGLE = "https://storage.googleapis.com";
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  /** Whoever calls tries again, and knows how often it did. */
  private static final RetrySettings ONCE = RetrySettings.newBuilder().setMaxAttempts(1).build();

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  static FirebaseAccess open(FirebaseProperties properties) {
    boolean emulated =
        !properties.firestoreEmulator().isEmpty() && !properties.storageEmulator().isEmpty();
    GoogleCredentials credentials =
        emulated && properties.serviceAccountPath().isEmpty() ? null : credentials(properties);
    String project = project(properties, credentials);
    FirebaseApp app = app(properties, project, credentials);
    return new FirebaseAccess(
        app,
        FirestoreClient.getFirestore(app),
        storage(properties, project, credentials),
        credentials,
        properties.storageEmulator().isEmpty() ? GOOGLE : properties.storageEmulator(),
        properties.bucket());
  }

  private static FirebaseApp app(
      FirebaseProperties properties, String project, @Nullable GoogleCredentials credentials) {
    FirestoreOptions.Builder firestore = FirestoreOptions.newBuilder().setProjectId(project);
    if (!properties.firestoreEmulator().isEmpty()) {
      firestore.setEmulatorHost(properties.firestoreEmulator());
    }
    GoogleCredentials used = credentials == null ? anybody() : credentials;
    return FirebaseApp.initializeApp(
        FirebaseOptions.builder()
            .setCredentials(used)
            .setProjectId(project)
            .setStorageBucket(properties.bucket())
            .setFirestoreOptions(firestore.setCredentials(used).build())
            .build(),
        // Names are unique within a process, and tests start more than one.
        "atelier-" + UUID.randomUUID());
  }

  private static Storage storage(
      FirebaseProperties properties, String project, @Nullable GoogleCredentials credentials) {
    StorageOptions.Builder options =
        StorageOptions.newBuilder()
            .setProjectId(project)
            .setCredentials(credentials == null ? NoCredentials.getInstance() : credentials)
            .setTransportOptions(
                StorageOptions.getDefaultHttpTransportOptions().toBuilder()
                    .setConnectTimeout((int) CONNECT.toMillis())
                    .setReadTimeout((int) SILENCE.toMillis())
                    .build())
            .setRetrySettings(ONCE);
    if (!properties.storageEmulator().isEmpty()) {
      options.setHost(properties.storageEmulator());
    }
    return options.build().getService();
  }

  private static GoogleCredentials credentials(FirebaseProperties properties) {
    return (properties.serviceAccountPath().isEmpty()
            ? ofMachine()
            : ofFile(properties.serviceAccountPath()))
        .createScoped(SCOPE);
  }

  // Neither what the file says nor what its readers think of it may get into a message.
  private static GoogleCredentials ofFile(String path) {
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      return GoogleCredentials.fromStream(file);
    } catch (InvalidPathException e) {
      throw new CannotStartException("FIREBASE_SERVICE_ACCOUNT_PATH is no path of a file");
    } catch (java.nio.file.FileSystemException e) {
      throw new CannotStartException(
          "FIREBASE_SERVICE_ACCOUNT_PATH: the file %s cannot be read".formatted(path), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CannotStartException(
          "FIREBASE_SERVICE_ACCOUNT_PATH: %s is not the key of a service account".formatted(path));
    }
  }

  private static GoogleCredentials ofMachine() {
    try {
      return GoogleCredentials.getApplicationDefault();
    } catch (IOException e) {
      throw new CannotStartException(
          "FIREBASE_STORAGE_BUCKET is set, but there are no credentials: set"
              + " FIREBASE_SERVICE_ACCOUNT_PATH, or give the machine Google's application default"
              + " credentials");
    }
  }

  private static String project(
      FirebaseProperties properties, @Nullable GoogleCredentials credentials) {
    if (!properties.projectId().isEmpty()) {
      return properties.projectId();
    }
    String project =
        credentials instanceof ServiceAccountCredentials account ? account.getProjectId() : null;
    if (project == null && credentials == null) {
      return "demo-atelier";
    }
    String named = project == null ? System.getenv("GOOGLE_CLOUD_PROJECT") : project;
    if (named == null || named.isBlank()) {
      throw new CannotStartException(
          "FIREBASE_PROJECT_ID is missing, and the credentials name no project");
    }
    return named;
  }

  private static GoogleCredentials anybody() {
    return GoogleCredentials.create(
        new AccessToken("owner", Date.from(Instant.now().plus(Duration.ofDays(36_500)))));
  }

  @Override
  public void close() {
    app.delete();
    try {
      storage.close();
    } catch (Exception e) {
      throw new IllegalStateException("The client of Cloud Storage could not be closed", e);
    }
  }
}
