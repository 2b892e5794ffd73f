package dev.atelier.archive;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import dev.atelier.providers.SourceUser;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A source whose users, documents and objects a test makes, and whose faults it chooses. */
@TestConfiguration(proxyBeanMethods = false)
class ScriptedSource {

  @Bean
  @Primary
  Script scriptedMediaSource() {
    return new Script();
  }

  /** How one opening of an object goes wrong. */
  sealed interface Fault {
    record Refuse(ProviderException failure) implements Fault {}

    /** The connection is lost after that many bytes. */
    record Cut(int after) implements Fault {}

    /** One bit is another one. */
    record Flip(int at) implements Fault {}

    /** Nothing comes until the body is closed. */
    record Hang() implements Fault {}

    /** The offset is not honoured. */
    record FromStart() implements Fault {}

    /** Another generation takes the object's place before it is opened. */
    record Change(byte[] bytes) implements Fault {}
  }

  /** What the source has, and what it was asked. */
  static final class Script implements MediaSource {

    static final Instant UPDATED = Instant.parse("2026-03-01T10:00:00Z");

    final Map<String, SourceUser> users = new ConcurrentSkipListMap<>();
    final Map<String, SourceItem> items = new ConcurrentHashMap<>();
    final Map<String, SourceObject> objects = new ConcurrentSkipListMap<>();
    final Map<String, byte[]> bytes = new ConcurrentHashMap<>();
    final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    final List<String> opened = new CopyOnWriteArrayList<>();
    final AtomicLong served = new AtomicLong();
    final AtomicInteger stats = new AtomicInteger();
    final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
    final AtomicInteger mostOfOneUser = new AtomicInteger();
    final AtomicInteger openNow = new AtomicInteger();
    final AtomicInteger mostOpen = new AtomicInteger();
    volatile @Nullable ProviderException listFailure;
    volatile @Nullable CountDownLatch gate;
    private final AtomicLong generations = new AtomicLong(1_000);

    void reset() {
      users.clear();
      items.clear();
      objects.clear();
      bytes.clear();
      faults.clear();
      listFailure = null;
      CountDownLatch closed = gate;
      if (closed != null) {
        closed.countDown();
      }
      gate = null;
      forget();
    }

    /** Forgets what was asked. */
    void forget() {
      opened.clear();
      served.set(0);
      stats.set(0);
      mostOfOneUser.set(0);
      mostOpen.set(0);
    }

    void user(String id, @Nullable String email, List<String> images, List<String> voices) {
      users.put(id, new SourceUser(id, email, images, voices, List.of(), UPDATED));
    }

    /** A medium with its document and object. */
    void medium(MediaKind kind, String id, @Nullable String name, byte[] content) {
      String path = kind.plural() + "/" + id;
      document(kind, id, path, name);
      object(path, content);
    }

    void document(MediaKind kind, String id, @Nullable String storagePath, @Nullable String name) {
      items.put(
          kind.plural() + "/" + id,
          new SourceItem(
              id,
              kind,
              kind.plural() + "/" + id,
              storagePath,
              name,
              null,
              null,
              null,
              null,
              UPDATED));
    }

    void object(String path, byte[] content) {
      object(path, content, null, false);
    }

    void object(String path, byte[] content, @Nullable String encoding, boolean token) {
      CRC32C crc = new CRC32C();
      crc.update(content);
      bytes.put(path, content);
      objects.put(
          path,
          new SourceObject(
              path,
              content.length,
              generations.incrementAndGet(),
              HexFormat.of().toHexDigits((int) crc.getValue()),
              null,
              null,
              encoding,
              token,
              UPDATED));
    }

    void fault(String path, Fault... next) {
      faults.put(path, new ConcurrentLinkedDeque<>(List.of(next)));
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public UserPage users(@Nullable String after, int limit) {
      ProviderException failure = listFailure;
      if (failure != null) {
        throw failure;
      }
      List<SourceUser> rest =
          new TreeMap<>(users)
              .tailMap(after == null ? "" : after, after == null).values().stream().toList();
      List<SourceUser> page = rest.subList(0, Math.min(limit, rest.size()));
      return new UserPage(page, page.size() < rest.size() ? page.getLast().id() : null);
    }

    @Override
    public Optional<SourceUser> user(String idOrEmail) {
      return users.values().stream()
          .filter(user -> user.id().equals(idOrEmail) || idOrEmail.equals(user.email()))
          .findFirst();
    }

    @Override
    public Map<String, SourceItem> items(MediaKind kind, Collection<String> ids) {
      Map<String, SourceItem> found = new HashMap<>();
      for (String id : ids) {
        SourceItem item = items.get(kind.plural() + "/" + id);
        if (item != null) {
          found.put(id, item);
        }
      }
      return found;
    }

    @Override
    public ObjectPage objects(@Nullable String prefix, @Nullable String pageToken) {
      List<SourceObject> rest =
          new ArrayList<>(
              new TreeMap<>(objects)
                  .tailMap(pageToken == null ? "" : pageToken, pageToken == null)
                  .values());
      List<SourceObject> page = rest.subList(0, Math.min(100, rest.size()));
      return new ObjectPage(page, page.size() < rest.size() ? page.getLast().path() : null);
    }

    @Override
    public SourceObject stat(String path) {
      stats.incrementAndGet();
      SourceObject found = objects.get(path);
      if (found == null) {
        throw ProviderException.rejected("object_not_found", "There is no object " + path);
      }
      return found;
    }

    @Override
    public ObjectBody open(String path, long generation, long offset) {
      opened.add(path + "@" + offset);
      Deque<Fault> planned = faults.get(path);
      Fault fault = planned == null ? null : planned.poll();
      if (fault instanceof Fault.Refuse(ProviderException failure)) {
        throw failure;
      }
      if (fault instanceof Fault.Change(byte[] other)) {
        object(path, other);
      }
      SourceObject object = stat(path);
      if (generation != 0 && object.generation() != generation) {
        throw ProviderException.rejected("object_changed", "The object is another one now");
      }
      awaitGate();
      byte[] content = Objects.requireNonNull(bytes.get(path)).clone();
      long from = fault instanceof Fault.FromStart ? 0 : offset;
      if (fault instanceof Fault.Flip(int at)) {
        content[at] ^= 1;
      }
      int end = fault instanceof Fault.Cut(int after) ? after : content.length;
      return new Body(object, content, (int) from, end, fault instanceof Fault.Hang);
    }

    private void awaitGate() {
      CountDownLatch closed = gate;
      if (closed != null) {
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    /** Bytes of an object, from an offset to where the connection ends. */
    private final class Body extends InputStream implements ObjectBody {

      private final SourceObject object;
      private final byte[] content;
      private final int from;
      private final int end;
      private final boolean hangs;
      private final CountDownLatch closed = new CountDownLatch(1);
      private final AtomicInteger ofUser;
      private int at;

      Body(SourceObject object, byte[] content, int from, int end, boolean hangs) {
        this.object = object;
        this.content = content;
        this.from = from;
        this.at = from;
        this.end = end;
        this.hangs = hangs;
        this.ofUser =
            open.computeIfAbsent(object.path().replaceAll("-.*", ""), key -> new AtomicInteger());
        mostOfOneUser.accumulateAndGet(ofUser.incrementAndGet(), Math::max);
        mostOpen.accumulateAndGet(openNow.incrementAndGet(), Math::max);
      }

      @Override
      public long offset() {
        return from;
      }

      @Override
      public long generation() {
        return object.generation();
      }

      @Override
      public long size() {
        return object.size();
      }

      @Override
      public InputStream bytes() {
        return this;
      }

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (hangs) {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IOException("closed");
        }
        if (at >= end) {
          if (end < content.length) {
            throw new IOException("reset");
          }
          return -1;
        }
        int count = Math.min(Math.min(length, 8_192), end - at);
        System.arraycopy(content, at, target, offset, count);
        at += count;
        served.addAndGet(count);
        return count;
      }

      @Override
      public void close() {
        if (closed.getCount() > 0) {
          closed.countDown();
          ofUser.decrementAndGet();
          openNow.decrementAndGet();
        }
      }
    }
  }
}
