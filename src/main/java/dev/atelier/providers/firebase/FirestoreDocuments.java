package dev.atelier.providers.firebase;

import com.google.api.core.ApiFuture;
import com.google.cloud.firestore.CollectionReference;
import com.google.cloud.firestore.DocumentReference;
import com.google.cloud.firestore.DocumentSnapshot;
import com.google.cloud.firestore.FieldMask;
import com.google.cloud.firestore.FieldPath;
import com.google.cloud.firestore.Firestore;
import com.google.cloud.firestore.Query;
import com.google.cloud.firestore.QueryDocumentSnapshot;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource.UserPage;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceUser;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads the collections {@code email_users}, {@code images} and {@code voices}. */
final class FirestoreDocuments {

  private static final String USERS = "email_users";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A document can be of 1 MB. */
  private static final int GET_AT_ONCE = 100;

  private final Firestore firestore;

  FirestoreDocuments(Firestore firestore) {
    this.firestore = firestore;
  }

  UserPage users(@Nullable String after, int limit) {
    CollectionReference users = firestore.collection(USERS);
    Query query = users.orderBy(FieldPath.documentId()).limit(limit);
    if (after != null) {
      query = query.startAfter(users.document(after));
    }
    List<QueryDocumentSnapshot> found =
        await(query.select(UserDocument.FIELDS).get()).getDocuments();
    if (after != null && !found.isEmpty() && found.getFirst().getId().equals(after)) {
      throw ProviderException.unavailable(
          "upstream_invalid_response", "Firestore repeats a page of users", null);
    }
    return new UserPage(
        found.stream().map(UserDocument::read).toList(),
        found.size() < limit ? null : found.getLast().getId());
  }

  Optional<SourceUser> user(String idOrEmail) {
    CollectionReference users = firestore.collection(USERS);
    if (DocumentIds.canBe(idOrEmail)) {
      DocumentSnapshot found =
          await(users.document(idOrEmail).get(FieldMask.of(UserDocument.FIELDS)));
      if (found.exists()) {
        return Optional.of(UserDocument.read(found));
      }
    }
    List<QueryDocumentSnapshot> found =
        await(users.whereEqualTo("email", idOrEmail).select(UserDocument.FIELDS).limit(2).get())
            .getDocuments();
    if (found.size() > 1) {
      throw ProviderException.rejected(
          "user_ambiguous", "Several users have this e-mail address; give the id of one");
    }
    return found.stream().findFirst().map(UserDocument::read);
  }

  Map<String, SourceItem> items(MediaKind kind, Collection<String> ids) {
    List<DocumentReference> all =
        ids.stream()
            .distinct()
            .filter(DocumentIds::canBe)
            .map(firestore.collection(kind.plural())::document)
            .toList();
    Map<String, SourceItem> items = HashMap.newHashMap(all.size());
    for (int from = 0; from < all.size(); from += GET_AT_ONCE) {
      DocumentReference[] some =
          all.subList(from, Math.min(all.size(), from + GET_AT_ONCE))
              .toArray(DocumentReference[]::new);
      for (DocumentSnapshot found :
          await(firestore.getAll(some, FieldMask.of(ItemDocument.FIELDS)))) {
        if (found.exists()) {
          items.put(found.getId(), ItemDocument.read(kind, found));
        }
      }
    }
    return items;
  }

  private static <T> T await(ApiFuture<T> answer) {
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw FirestoreFailures.of(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw ProviderException.timedOut(
          "Firestore did not answer within %d s".formatted(PATIENCE.toSeconds()), e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw ProviderException.unavailable(
          "interrupted", "The work was stopped while it waited for Firestore", e);
    }
  }
}
