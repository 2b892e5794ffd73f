package dev.atelier.archive.files;

import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Fetches one object to one file: from where an earlier try ended, of one generation only, and
 * checked on its way. Thread-safe.
 */
@Component
public class FileFetch {

  private static final Logger LOG = LoggerFactory.getLogger(FileFetch.class);

  /** So many failures in a row without a byte between them, besides the first. */
  private static final int RETRIES = 3;

  private final MediaSource source;
  private final ObjectReception reception;
  private final SourceCalls calls;
  private final ArchiveRoot root;
  private final Parallelism parallelism;
  private final Transfers transfers;
  private final Duration deadline;
  private final Clock clock;
  private final Buffers buffers = new Buffers();

  FileFetch(
      MediaSource source,
      ObjectReception reception,
      SourceCalls calls,
      ArchiveRoot root,
      Parallelism parallelism,
      Transfers transfers,
      FilesProperties properties,
      Clock clock) {
    this.source = source;
    this.reception = reception;
    this.calls = calls;
    this.root = root;
    this.parallelism = parallelism;
    this.transfers = transfers;
    this.deadline = properties.fileDeadline();
    this.clock = clock;
  }

  /**
   * What to fetch.
   *
   * @param key the same for the same file, over all runs
   * @param wanted whether somebody still wants it
   * @param received told how many bytes have come
   */
  public record Order(
      String key, SourceObject object, Path target, BooleanSupplier wanted, IntConsumer received) {}

  /**
   * A file that was fetched.
   *
   * @param object the generation that it is of, which may be a later one than was asked for
   */
  public record Fetched(SourceObject object, Content content, Instant modifiedAt) {}

  /**
   * Fetches the object, for as long as that may take, and gives it its final name.
   *
   * @throws ProviderException when the source will not give it
   * @throws StoppedException when it is no longer wanted
   * @throws IOException when it cannot be written here
   */
  public Fetched fetch(Order order) throws IOException, StoppedException, InterruptedException {
    byte[] buffer = buffers.take();
    try (Transfers.Transfer transfer =
        transfers.begin(System.nanoTime() + deadline.toNanos(), order.wanted())) {
      return new Tries(order, transfer, buffer).run();
    } finally {
      buffers.giveBack(buffer);
    }
  }

  /** The tries at one file. */
  private final class Tries {

    private final Order order;
    private final Transfers.Transfer transfer;
    private final byte[] buffer;
    private SourceObject object;
    private int failures;
    private int mismatches;
    private int changes;

    Tries(Order order, Transfers.Transfer transfer, byte[] buffer) {
      this.order = order;
      this.transfer = transfer;
      this.buffer = buffer;
      this.object = order.object();
    }

    Fetched run() throws IOException, StoppedException, InterruptedException {
      while (true) {
        requireTime();
        try (Partial partial = open()) {
          if (!receive(partial)) {
            continue;
          }
          Content content = partial.content();
          if (content.isOf(object)) {
            return place(partial, content);
          }
          partial.discard();
          if (mismatches++ >= RETRIES) {
            throw ProviderException.rejected(
                "checksum_mismatch",
                "The bytes are not those that the source has (checksum_mismatch)");
          }
          LOG.info("What came of {} is not what its source says; fetching it again", order.key());
        } catch (Partial.BusyException e) {
          failed(ProviderException.unavailable("file_busy", "The file is being fetched twice", e));
        }
      }
    }

    private Partial open() throws IOException {
      String name = "%s-%d.partial".formatted(order.key(), object.generation());
      return Partial.open(
          root.partials().resolve(name), object.size(), object.md5() != null, buffer);
    }

    private Fetched place(Partial partial, Content content) throws IOException {
      Instant modified =
          (object.updatedAt() == null ? clock.instant() : object.updatedAt())
              .truncatedTo(ChronoUnit.MILLIS);
      Path whole = partial.seal(modified);
      // A rename would put the file in the place of a link; but whoever made that is to know.
      ArchiveRoot.attributes(order.target());
      Files.move(whole, order.target(), StandardCopyOption.ATOMIC_MOVE);
      return new Fetched(object, content, modified);
    }

    /**
     * Has the rest come, in as many tries as that takes.
     *
     * @return false when there is another generation now, so that it has to start anew
     */
    private boolean receive(Partial partial)
        throws IOException, StoppedException, InterruptedException {
      while (partial.size() < object.size()) {
        long before = partial.size();
        parallelism.enter();
        @Nullable ProviderException failure = null;
        try {
          requireTime();
          parallelism.succeeded(
              reception.receive(object, partial, buffer, transfer, order.received()));
        } catch (ProviderException e) {
          failure = e;
        } finally {
          parallelism.leave();
        }
        if (failure != null) {
          requireTime();
          failures = partial.size() > before ? 0 : failures;
          if (changed(failure)) {
            partial.discard();
            return false;
          }
          failed(failure);
        }
      }
      return true;
    }

    private boolean changed(ProviderException failure)
        throws StoppedException, InterruptedException {
      if (!failure.code().equals("object_changed") || changes++ >= RETRIES) {
        return false;
      }
      object = calls.ask(() -> source.stat(order.object().path()), order.wanted());
      return true;
    }

    private void requireTime() throws StoppedException {
      if (!transfer.isWanted()) {
        throw new StoppedException();
      }
      if (transfer.isOverdue()) {
        throw ProviderException.timedOut(
            "The file did not come within " + deadline.toSeconds() + " s", null);
      }
    }

    /** Waits for the next try, if there is to be one. */
    private void failed(ProviderException failure) throws StoppedException, InterruptedException {
      calls.slowDown(failure);
      switch (failure.reason()) {
        case REJECTED, REFUSES_ALL -> throw failure;
        // The deadline alone ends this.
        case THROTTLED -> LOG.debug("The source asks to wait", failure);
        case TIMED_OUT, UNAVAILABLE -> {
          if (failures >= RETRIES) {
            throw failure;
          }
          failures++;
        }
      }
      SourceCalls.pause(SourceCalls.pauseAfter(failure, failures), this::isInTime);
      requireTime();
    }

    private boolean isInTime() {
      return transfer.isWanted() && !transfer.isOverdue();
    }
  }
}
