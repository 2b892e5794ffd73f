package dev.atelier.providers.firebase;

import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.WriteBatch;
import dev.atelier.providers.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** The users of {@code dev.atelier.archive.ArchiveBenchmark}, in a real Firestore. */
public final class BenchUsers implements AutoCloseable {

  public static final String BUCKET = CloudStorageStandIn.BUCKET;
  public static final String PROJECT = "bench-archive";

  private static final int AT_ONCE = 500;

  private final FirestoreEmulator emulator = FirestoreEmulator.start();
  private final FirebaseAccess access =
      FirebaseAccess.open(
          new FirebaseProperties("", BUCKET, PROJECT, emulator.host(), "http://127.0.0.1:1"));
  private List<String> present = List.of();

  /** For {@code FIRESTORE_EMULATOR_HOST}. */
  public String host() {
    return emulator.host();
  }

  /** Has this many users own the objects {@code PREFIX/000000.bin} and so on, and no other. */
  public void fill(String prefix, int files, int users, MediaKind kind) {
    Firestore firestore = access.firestore();
    WriteBatch batch = firestore.batch();
    for (String id : present) {
      batch.delete(firestore.collection("email_users").document(id));
    }
    commit(batch);
    List<String> ids = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      ids.add("%s_%04d".formatted(prefix, user));
    }
    present = ids;
    for (int from = 0; from < files; from += AT_ONCE) {
      WriteBatch media = firestore.batch();
      for (int i = from; i < Math.min(files, from + AT_ONCE); i++) {
        media.set(
            firestore.collection(kind.plural()).document("%s-%06d".formatted(prefix, i)),
            Map.of(
                "storagePath",
                "%s/%06d.bin".formatted(prefix, i),
                "originalName",
                "photo %06d.bin".formatted(i)));
      }
      commit(media);
    }
    WriteBatch owners = firestore.batch();
    for (int user = 0; user < users; user++) {
      int first = (int) ((long) files * user / users);
      int last = (int) ((long) files * (user + 1) / users);
      owners.set(
          firestore.collection("email_users").document(ids.get(user)),
          Map.of(
              "email",
              "%s-%04d@example.com".formatted(prefix, user),
              kind == MediaKind.IMAGE ? "imageIds" : "voiceIds",
              IntStream.range(first, last).mapToObj(i -> "%s-%06d".formatted(prefix, i)).toList()));
    }
    commit(owners);
  }

  private static void commit(WriteBatch batch) {
    try {
      if (batch.getMutationsSize() > 0) {
        batch.commit().get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    access.close();
    emulator.close();
  }
}
