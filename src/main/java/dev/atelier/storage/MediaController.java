package dev.atelier.storage;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.providers.ObjectStore;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves media to their owners, without ever holding one in memory. */
@RestController
class MediaController {

  private static final String MISSING = "There is no such medium";
  private static final Duration LINK_LIFE = Duration.ofMinutes(5);

  private final MediaRepository repository;
  private final ObjectStore store;
  private final MediaLinks links;
  private final MediaDoor door;

  MediaController(MediaRepository repository, ObjectStore store, MediaLinks links, MediaDoor door) {
    this.repository = repository;
    this.store = store;
    this.links = links;
    this.door = door;
  }

  @GetMapping("/media/{*path}")
  void medium(
      @Nullable Caller caller,
      HttpMethod method,
      @PathVariable String path,
      @RequestParam(required = false) @Nullable String download,
      @RequestParam(required = false) @Nullable String expires,
      @RequestParam(required = false) @Nullable String signature,
      @RequestHeader HttpHeaders asked,
      HttpServletResponse response)
      throws IOException {
    Media.Stored stored = find(caller, path, expires, signature);
    Optional<URI> link =
        download == null || method.equals(HttpMethod.HEAD) ? Optional.empty() : link(stored);
    if (link.isPresent()) {
      response.setHeader(HttpHeaders.LOCATION, link.get().toString());
      response.setStatus(HttpStatus.FOUND.value());
      return;
    }
    String tag = MediaHeaders.entityTag(stored);
    boolean known = matches(asked.getIfNoneMatch(), tag);
    if (!known) {
      requireWhole(stored);
    }
    MediaHeaders.of(stored, download != null)
        .forEach((name, values) -> response.setHeader(name, values.getFirst()));
    if (known) {
      response.setStatus(HttpStatus.NOT_MODIFIED.value());
    } else if (method.equals(HttpMethod.HEAD)) {
      response.setContentLengthLong(stored.length());
    } else {
      send(stored, range(asked, tag, stored.length()), response);
    }
  }

  private Media.Stored find(
      @Nullable Caller caller, String path, @Nullable String expires, @Nullable String signature) {
    MediaKey key = key(path).orElseThrow(() -> Problem.notFound(MISSING));
    boolean linked = expires != null || signature != null;
    if (linked) {
      links.require(key, expires, signature);
    }
    return repository
        .find(key)
        .filter(found ->
            linked || (caller != null && caller.mayReach(found.owner())) || door.isOpen(key))
        .orElseThrow(() -> Problem.notFound(MISSING));
  }

  /** A file goes to a person straight from the store, where that gives links. */
  private Optional<URI> link(Media.Stored stored) {
    HttpHeaders headers = MediaHeaders.of(stored, true);
    return store.link(
        stored.key().value(),
        LINK_LIFE,
        new ObjectStore.Headers(
            String.valueOf(headers.getContentType()),
            String.valueOf(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION))));
  }

  private void requireWhole(Media.Stored stored) {
    ObjectStore.Stat stat =
        store.stat(stored.key().value()).orElseThrow(() -> Problem.notFound(MISSING));
    if (stat.length() != stored.length()) {
      throw Problem.unavailable(
          "medium_changing", "This medium is being replaced", Duration.ofSeconds(1), null);
    }
  }

  static Optional<MediaKey> key(String path) {
    try {
      return Optional.of(new MediaKey(path.replaceFirst("^/", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean matches(List<String> tags, String tag) {
    return tags.stream()
        .anyMatch(one -> one.equals("*") || one.replaceFirst("^W/", "").equals(tag));
  }

  private static Optional<ByteRange> range(HttpHeaders asked, String tag, long total) {
    String condition = asked.getFirst(HttpHeaders.IF_RANGE);
    return condition == null || condition.equals(tag)
        ? ByteRange.parse(asked.getFirst(HttpHeaders.RANGE), total)
        : Optional.empty();
  }

  private void send(Media.Stored stored, Optional<ByteRange> asked, HttpServletResponse response)
      throws IOException {
    ByteRange range = asked.orElse(new ByteRange(0, stored.length()));
    if (asked.isPresent() && !range.satisfiable()) {
      response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + stored.length());
      response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
      return;
    }
    Optional<InputStream> opened = store.open(stored.key().value(), range.first(), range.length());
    try (InputStream bytes = opened.orElseThrow(() -> Problem.notFound(MISSING))) {
      if (asked.isPresent()) {
        response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
        response.setHeader(HttpHeaders.CONTENT_RANGE, range.contentRange(stored.length()));
      }
      response.setContentLengthLong(range.length());
      bytes.transferTo(response.getOutputStream());
    }
  }
}
