package dev.atelier.providers.firebase;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A Firebase project on this machine: a real Firestore that is shared by all tests of the process,
 * with a project of its own, and a bucket.
 */
public final class TestFirebase implements AutoCloseable {

  private final CloudStorageStandIn storage = CloudStorageStandIn.start();
  private final String project = "test-" + UUID.randomUUID().toString().substring(0, 13);
  private final FirebaseAccess access = FirebaseAccess.open(properties());
  private final FirebaseMediaSource source = new FirebaseMediaSource(access);

  /** The adapter, as the application makes it. */
  public MediaSource source() {
    return source;
  }

  /** The bucket. */
  public CloudStorageStandIn storage() {
    return storage;
  }

  /** For {@code FIRESTORE_EMULATOR_HOST}. */
  public String firestoreHost() {
    return FirestoreEmulator.shared().host();
  }

  /** For {@code FIREBASE_PROJECT_ID}. */
  public String project() {
    return project;
  }

  /** Writes a document of {@code email_users}. */
  public TestFirebase user(String id, Map<String, @Nullable Object> fields) {
    return write("email_users", id, fields);
  }

  /** Writes the document of a medium. */
  public TestFirebase item(MediaKind kind, String id, Map<String, @Nullable Object> fields) {
    return write(kind.plural(), id, fields);
  }

  private TestFirebase write(String collection, String id, Map<String, @Nullable Object> fields) {
    try {
      access.firestore().collection(collection).document(id).set(fields).get();
      return this;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  FirebaseProperties properties() {
    return new FirebaseProperties(
        "", CloudStorageStandIn.BUCKET, project, FirestoreEmulator.shared().host(), storage.url());
  }

  @Override
  public void close() {
    source.close();
    storage.close();
  }
}
