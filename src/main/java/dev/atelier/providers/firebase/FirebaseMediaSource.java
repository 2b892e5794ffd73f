package dev.atelier.providers.firebase;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import dev.atelier.providers.SourceUser;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users and descriptions out of Firestore, objects out of Cloud Storage. */
final class FirebaseMediaSource implements MediaSource, AutoCloseable {

  private final FirebaseAccess access;
  private final FirestoreDocuments documents;
  private final BucketObjects objects;
  private final ObjectDownloads downloads;

  FirebaseMediaSource(FirebaseAccess access) {
    this.access = access;
    this.documents = new FirestoreDocuments(access.firestore());
    this.objects = new BucketObjects(access.storage(), access.bucket());
    this.downloads = new ObjectDownloads(access);
  }

  @Override
  public String name() {
    return "firebase";
  }

  @Override
  public UserPage users(@Nullable String after, int limit) {
    if (limit < 1 || limit > MAX_BATCH) {
      throw new IllegalArgumentException("A page cannot have %d users".formatted(limit));
    }
    return documents.users(after, limit);
  }

  @Override
  public Optional<SourceUser> user(String idOrEmail) {
    return documents.user(idOrEmail);
  }

  @Override
  public Map<String, SourceItem> items(MediaKind kind, Collection<String> ids) {
    if (ids.size() > MAX_BATCH) {
      throw new IllegalArgumentException("%d media are too many".formatted(ids.size()));
    }
    return documents.items(kind, ids);
  }

  @Override
  public ObjectPage objects(@Nullable String prefix, @Nullable String pageToken) {
    return objects.page(prefix, pageToken);
  }

  @Override
  public SourceObject stat(String path) {
    return objects.stat(path);
  }

  @Override
  public ObjectBody open(String path, long generation, long offset) {
    return downloads.open(path, generation, offset);
  }

  @Override
  public void close() {
    downloads.close();
    access.close();
  }
}
