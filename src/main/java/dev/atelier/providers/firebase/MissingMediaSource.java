package dev.atelier.providers.firebase;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import dev.atelier.providers.SourceUser;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where no source is set up: says which settings are missing, and never makes anything up. */
final class MissingMediaSource implements MediaSource {

  @Override
  public String name() {
    return "none";
  }

  @Override
  public void check() {
    throw missing();
  }

  @Override
  public UserPage users(@Nullable String after, int limit) {
    throw missing();
  }

  @Override
  public Optional<SourceUser> user(String idOrEmail) {
    throw missing();
  }

  @Override
  public Map<String, SourceItem> items(MediaKind kind, Collection<String> ids) {
    throw missing();
  }

  @Override
  public ObjectPage objects(@Nullable String prefix, @Nullable String pageToken) {
    throw missing();
  }

  @Override
  public SourceObject stat(String path) {
    throw missing();
  }

  @Override
  public ObjectBody open(String path, long generation, long offset) {
    throw missing();
  }

  private static ProviderException missing() {
    return ProviderException.refusesAll(
        "source_not_configured",
        "Firebase is not set up: FIREBASE_STORAGE_BUCKET is missing, and"
            + " FIREBASE_SERVICE_ACCOUNT_PATH unless the machine has credentials of its own."
            + " ATELIER_ARCHIVE_SOURCE=demo shows sample users instead");
  }
}
