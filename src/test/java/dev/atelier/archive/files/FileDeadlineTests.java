package dev.atelier.archive.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.home.AtelierHome;
import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import dev.atelier.providers.SourceUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Files that would take for ever. */
@Timeout(60)
class FileDeadlineTests {

  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static final SourceObject OBJECT =
      new SourceObject("images/1", 1_000_000, 7, "00000000", null, null, null, false, null);

  @TempDir Path folder;

  private final Transfers transfers = new Transfers();

  /** As the watch over a run does. */
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void end() {
    watch.shutdownNow();
  }

  /** What becomes of a file whose object opens like that. */
  private ProviderException fetch(Supplier<ObjectBody> opened) throws IOException {
    var unused = watch.scheduleAtFixedRate(transfers::check, 50, 50, TimeUnit.MILLISECONDS);
    Path target = folder.resolve("photo.jpg");
    ProviderException failure =
        catchThrowableOfType(
            ProviderException.class,
            () ->
                fileFetch(opened)
                    .fetch(new FileFetch.Order("key", OBJECT, target, () -> true, bytes -> {})));
    assertThat(target).doesNotExist();
    return failure;
  }

  private FileFetch fileFetch(Supplier<ObjectBody> opened) {
    FilesProperties properties =
        new FilesProperties(
            folder.resolve("archive").toString(), 4, 1, DataSize.ofBytes(0), DEADLINE);
    Parallelism parallelism = new Parallelism(properties);
    MediaSource source = new OneObject(opened);
    return new FileFetch(
        source,
        new ObjectReception(source, new Bandwidth(properties)),
        new SourceCalls(parallelism),
        new ArchiveRoot(properties, new NoHome()),
        parallelism,
        transfers,
        properties,
        Clock.systemUTC());
  }

  private static void assertOverdue(ProviderException failure) {
    assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(failure).hasMessage("The file did not come within 1 s");
  }

  @Test
  void m16AFileThatHangsEndsAtItsDeadline() throws Exception {
    Body hung = new Body(0);

    assertOverdue(fetch(() -> hung));

    assertThat(hung.closed.getCount()).isZero();
  }

  @Test
  void m16AFileThatDripsEndsAtItsDeadlineAndKeepsWhatCame() throws Exception {
    Body dripping = new Body(1);

    assertOverdue(fetch(() -> dripping));

    assertThat(dripping.closed.getCount()).isZero();
    assertThat(Files.size(folder.resolve("archive/.atelier/partial/key-7.partial"))).isPositive();
  }

  @Test
  void m16ASourceThatAlwaysAsksToWaitEndsAtTheDeadline() throws Exception {
    assertOverdue(
        fetch(() -> {
          throw ProviderException.throttled("Slower", Duration.ofMillis(10));
        }));
  }

  /** Gives so many bytes now and then, and never all. */
  private static final class Body extends InputStream implements ObjectBody {

    private final int each;
    private final CountDownLatch closed = new CountDownLatch(1);

    Body(int each) {
      this.each = each;
    }

    @Override
    public long offset() {
      return 0;
    }

    @Override
    public long generation() {
      return OBJECT.generation();
    }

    @Override
    public long size() {
      return OBJECT.size();
    }

    @Override
    public InputStream bytes() {
      return this;
    }

    @Override
    public int read() {
      // Files are read in large pieces only.
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        if (each > 0 && !closed.await(20, TimeUnit.MILLISECONDS)) {
          return each;
        }
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  /** Fetching one file asks for nothing but the file. */
  private record OneObject(Supplier<ObjectBody> opened) implements MediaSource {

    @Override
    public String name() {
      return "one";
    }

    @Override
    public ObjectBody open(String path, long generation, long offset) {
      return opened.get();
    }

    @Override
    public SourceObject stat(String path) {
      return OBJECT;
    }

    @Override
    public UserPage users(@Nullable String after, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SourceUser> user(String idOrEmail) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, SourceItem> items(MediaKind kind, Collection<String> ids) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectPage objects(@Nullable String prefix, @Nullable String pageToken) {
      throw new UnsupportedOperationException();
    }
  }

  /** The archive has a folder of its own here, so that it asks for nothing below the home. */
  private record NoHome() implements AtelierHome {

    @Override
    public Path path() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path directory(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String nodeId() {
      throw new UnsupportedOperationException();
    }
  }
}
