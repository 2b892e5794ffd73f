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
import org.jspecify.annotations.Nullable;

/**
 * Measures the texts of rows on a template's page, many rows at a time; rows with the same texts
 * once. Used by one thread; closing it waits for what is under way.
 */
final class RowTexts implements AutoCloseable {

  /** Rows that are measured before others may have the browser. */
  private static final int CHUNK = 100;

  /** What is longer fits nowhere. */
  private static final int MAX_LENGTH = 2_000;

  private final PageTexts texts;
  private final Page page;
  private final List<String> names;
  private final RowFindings findings;
  private final long end;
  private final ExecutorService measuring;
  private final Semaphore ahead;
  private final Map<UUID, SameTexts> known = new HashMap<>();
  private List<SameTexts> chunk = new ArrayList<>();
  private volatile boolean complete = true;

  /**
   * @param names of the page's marks, by their number
   * @param end when to stop, in the time of {@link System#nanoTime}
   * @param browsers how many may be used at once
   */
  RowTexts(
      PageTexts texts,
      Page page,
      List<String> names,
      RowFindings findings,
      long end,
      int browsers) {
    this.texts = texts;
    this.page = page;
    this.names = names;
    this.findings = findings;
    this.end = end;
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
    if (names.isEmpty() || !complete) {
      return;
    }
    UUID key = UUID.nameUUIDFromBytes(String.join("\0", values).getBytes(UTF_8));
    SameTexts same = known.get(key);
    if (same == null) {
      same = new SameTexts(values.stream().map(RowTexts::shortened).toList());
      known.put(key, same);
      chunk.add(same);
    }
    join(same, row);
    if (chunk.size() == CHUNK) {
      measureChunk();
    }
  }

  /** Whether all rows were measured. Only after closing. */
  boolean complete() {
    return complete;
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
    if (System.nanoTime() - end >= 0) {
      complete = false;
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
      complete = false;
      findings.add(null, null, e.code(), String.valueOf(e.getMessage()));
    }
  }

  private void join(SameTexts same, int row) {
    synchronized (same) {
      Set<Misfit> misfits = same.misfits;
      if (misfits == null) {
        same.rows.add(row);
      } else {
        misfits.forEach(misfit -> report(row, misfit));
      }
    }
  }

  private void settle(SameTexts same, Set<Misfit> misfits) {
    synchronized (same) {
      same.misfits = misfits;
      same.values = List.of();
      same.rows.forEach(row -> misfits.forEach(misfit -> report(row, misfit)));
    }
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

  private static String shortened(String value) {
    return value.length() <= MAX_LENGTH ? value : value.substring(0, MAX_LENGTH);
  }
}
