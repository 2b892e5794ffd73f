package dev.atelier.providers.sandbox;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import dev.atelier.providers.SourceUser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sample users with a few files each, some of them with the faults that real ones have: an id
 * without a document, a file without an owner, names that collide.
 */
final class DemoMediaSource implements MediaSource {

  private final DemoMedia media = DemoMedia.read();

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public UserPage users(@Nullable String after, int limit) {
    if (limit < 1 || limit > MAX_BATCH) {
      throw new IllegalArgumentException("A page cannot have %d users".formatted(limit));
    }
    List<SourceUser> following =
        media.users().stream()
            .filter(user -> after == null || user.id().compareTo(after) > 0)
            .limit(limit)
            .toList();
    return new UserPage(following, following.size() < limit ? null : following.getLast().id());
  }

  @Override
  public Optional<SourceUser> user(String idOrEmail) {
    return media.users().stream()
        .filter(user -> idOrEmail.equals(user.id()) || idOrEmail.equals(user.email()))
        .findFirst();
  }

  @Override
  public Map<String, SourceItem> items(MediaKind kind, Collection<String> ids) {
    if (ids.size() > MAX_BATCH) {
      throw new IllegalArgumentException("%d media are too many".formatted(ids.size()));
    }
    Map<String, SourceItem> items = new LinkedHashMap<>();
    for (SourceItem item : media.items()) {
      if (item.kind() == kind && ids.contains(item.id())) {
        items.put(item.id(), item);
      }
    }
    return items;
  }

  @Override
  public ObjectPage objects(@Nullable String prefix, @Nullable String pageToken) {
    return new ObjectPage(
        media.files().values().stream()
            .map(DemoMedia.File::object)
            .filter(object -> prefix == null || object.path().startsWith(prefix))
            .toList(),
        null);
  }

  @Override
  public SourceObject stat(String path) {
    return file(path).object();
  }

  @Override
  public ObjectBody open(String path, long generation, long offset) {
    DemoMedia.File file = file(path);
    if (generation != 0 && generation != file.object().generation()) {
      throw ProviderException.rejected("object_changed", "The object is another one by now");
    }
    return new Body(file, offset);
  }

  private DemoMedia.File file(String path) {
    DemoMedia.File file = media.files().get(path);
    if (file == null) {
      throw ProviderException.rejected("object_not_found", "There is no such sample file");
    }
    return file;
  }

  /** Bytes in memory. */
  private record Body(InputStream bytes, long offset, long generation, long size)
      implements ObjectBody {

    Body(DemoMedia.File file, long offset) {
      this(
          new ByteArrayInputStream(
              file.bytes(), Math.toIntExact(offset), Math.toIntExact(file.bytes().length - offset)),
          offset,
          file.object().generation(),
          file.bytes().length);
    }

    @Override
    public void close() {
      // Holds nothing that has to be given back.
    }
  }
}
