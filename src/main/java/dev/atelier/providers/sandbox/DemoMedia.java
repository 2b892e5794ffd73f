package dev.atelier.providers.sandbox;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import dev.atelier.providers.SourceUser;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sample users and files that come along in the folder {@code archive-demo}.
 *
 * @param files by path, in its order
 */
record DemoMedia(List<SourceUser> users, List<SourceItem> items, Map<String, File> files) {

  private static final String FOLDER = "/archive-demo/";
  private static final Instant WRITTEN = Instant.parse("2026-01-15T09:00:00Z");
  private static final long GENERATION = WRITTEN.toEpochMilli() * 1000;

  /** A file and what is known of it. */
  record File(SourceObject object, byte[] bytes) {}

  private record Listing(
      List<User> users, List<Item> images, List<Item> voices, List<Sample> objects) {}

  private record User(String id, String email, List<String> imageIds, List<String> voiceIds) {}

  private record Item(
      String id,
      @Nullable String storagePath,
      String originalName,
      String mimeType,
      String ownerEmail) {}

  private record Sample(String path, String contentType, @Nullable Boolean hasPublicToken) {}

  static DemoMedia read() {
    Listing listing = JsonMapper.shared().readValue(resource("source.json"), Listing.class);
    Map<String, File> files = new TreeMap<>();
    listing.objects().forEach(sample -> files.put(sample.path(), file(sample)));
    return new DemoMedia(
        listing.users().stream().map(DemoMedia::user).toList(),
        Stream.concat(
                listing.images().stream().map(item -> item(MediaKind.IMAGE, item, files)),
                listing.voices().stream().map(item -> item(MediaKind.VOICE, item, files)))
            .toList(),
        files);
  }

  private static SourceUser user(User user) {
    return new SourceUser(
        user.id(), user.email(), user.imageIds(), user.voiceIds(), List.of(), WRITTEN);
  }

  private static SourceItem item(MediaKind kind, Item item, Map<String, File> files) {
    File file = item.storagePath() == null ? null : files.get(item.storagePath());
    return new SourceItem(
        item.id(),
        kind,
        kind.plural() + '/' + item.id(),
        item.storagePath(),
        item.originalName(),
        item.mimeType(),
        file == null ? null : file.object().size(),
        null,
        item.ownerEmail(),
        WRITTEN);
  }

  private static File file(Sample sample) {
    byte[] bytes = resource(sample.path());
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return new File(
        new SourceObject(
            sample.path(),
            bytes.length,
            GENERATION,
            HexFormat.of().toHexDigits((int) crc.getValue()),
            DigestUtils.md5Hex(bytes),
            sample.contentType(),
            null,
            Boolean.TRUE.equals(sample.hasPublicToken()),
            WRITTEN),
        bytes);
  }

  private static byte[] resource(String path) {
    try (InputStream bytes = DemoMedia.class.getResourceAsStream(FOLDER + path)) {
      if (bytes == null) {
        throw new FileNotFoundException(FOLDER + path);
      }
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
