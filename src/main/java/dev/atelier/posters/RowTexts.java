package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atelier.providers.PageRenderer.Page;
import dev.atelier.providers.PageTexts;
import dev.atelier.providers.PageTexts.Misfit;
import dev.atelier.providers.ProviderException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the texts of rows on a template's page, many rows at a time; rows with the same texts
 * once. Used by one thread; closing it waits for what is under way.
 */
final class RowTexts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RowTexts.class);

  /** Rows, and characters, that are measured before others may have the browser. */
  private static final int CHUNK = 100;

  private static final int CHUNK_LENGTH = 200_000;

  private final PageTexts texts;
  private final Page page;
  private final List<String> names;
  private final RowFindings findings;
  private final CheckTime time;
  private final ExecutorService measuring;
  private final Semaphore ahead;
  private final Map<UUID, SameTexts> known = new HashMap<>();
  private final AtomicInteger measured = new AtomicInteger();
  private List<SameTexts> chunk = new ArrayList<>();
  private int chunkLength;
  private int added;
  private volatile boolean failed;

  /**
   * @param names of the page's marks, by their number
   * @param browsers how many may be used at once
   */
  RowTexts(
      PageTexts texts,
      Page page,
      List<String> names,
      RowFindings findings,
      CheckTime time,
      int browsers) {
    this.texts = texts;
    this.page = page;
    this.names = names;
    this.findings = findings;
    this.time = time;
    this.measuring =
        Executors.newFixedThreadPool(browsers, Thread.ofVirtual().name("texts-", 0).factory());
    this.ahead = new Semaphore(2 * browsers);
  }

  /** The rows whose texts are the same, and what does not fit in them once that is known. */
  private static final class SameTexts {
    private final List<Integer> rows = new ArrayList<>();
    private List<String> values;
    private @Nullable Set<Misfit> misfits;

    SameTexts(List<String> values) {
      this.values = values;
    }
  }

  /** Takes a row's texts, in the order of the names. */
  void add(int row, List<String> values) {
    if (names.isEmpty()) {
      return;
    }
    added++;
    UUID key = UUID.nameUUIDFromBytes(String.join("\0", values).getBytes(UTF_8));
    SameTexts same = known.get(key);
    if (same == null) {
      if (failed) {
        return;
      }
      same = new SameTexts(values);
      known.put(key, same);
      chunk.add(same);
      chunkLength += values.stream().mapToInt(String::length).sum();
    }
    join(same, row);
    if (chunk.size() == CHUNK || chunkLength >= CHUNK_LENGTH) {
      measureChunk();
    }
  }

  /** How many rows were not measured. Only after closing. */
  int unchecked() {
    return added - measured.get();
  }

  @Override
  public void close() {
    if (!chunk.isEmpty()) {
      measureChunk();
    }
    measuring.close();
  }

  private void measureChunk() {
    List<SameTexts> rows = chunk;
    chunk = new ArrayList<>();
    chunkLength = 0;
    ahead.acquireUninterruptibly();
    measuring.execute(() -> {
      try {
        measure(rows);
      } finally {
        ahead.release();
      }
    });
  }

  private void measure(List<SameTexts> rows) {
    if (failed || time.over()) {
      failed = true;
      return;
    }
    try {
      Map<Integer, Set<Misfit>> found = new HashMap<>();
      for (Misfit misfit : texts.misfits(page, rows.stream().map(same -> same.values).toList())) {
        found
            .computeIfAbsent(misfit.row(), row -> new LinkedHashSet<>())
            .add(new Misfit(0, misfit.name(), misfit.cut()));
      }
      for (int i = 0; i < rows.size(); i++) {
        settle(rows.get(i), found.getOrDefault(i, Set.of()));
      }
    } catch (ProviderException e) {
      fail(e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("Texts of {} rows could not be measured", rows.size(), e);
      fail("internal_error", "Texts could not be measured");
    }
  }

  /** One failure is told: the page is the same for all rows. */
  private synchronized void fail(String code, String message) {
    if (!failed) {
      failed = true;
      findings.add(null, null, code, message);
    }
  }

  private void join(SameTexts same, int row) {
    synchronized (same) {
      Set<Misfit> misfits = same.misfits;
      if (misfits == null) {
        same.rows.add(row);
      } else {
        report(row, misfits);
      }
    }
  }

  private void settle(SameTexts same, Set<Misfit> misfits) {
    synchronized (same) {
      same.misfits = misfits;
      same.values = List.of();
      same.rows.forEach(row -> report(row, misfits));
    }
  }

  private void report(int row, Set<Misfit> misfits) {
    measured.incrementAndGet();
    misfits.forEach(misfit -> report(row, misfit));
  }

  private void report(int row, Misfit misfit) {
    if (misfit.cut()) {
      findings.add(
          row,
          misfit.name(),
          "text_cut",
          misfit.name() + " is too long for its place and will be cut");
    } else {
      String name = names.get(Integer.parseInt(misfit.name()));
      findings.add(row, name, "text_overflow", name + " is too long for its place");
    }
  }
}
