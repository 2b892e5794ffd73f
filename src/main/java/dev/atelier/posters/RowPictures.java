package dev.atelier.posters;

import dev.atelier.posters.library.TemplateAssets;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.RemoteImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the pictures that rows name are there, each once however many rows name it. Used by
 * one thread; closing it waits for what is under way.
 */
final class RowPictures implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RowPictures.class);
  private static final int PARALLEL = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final RemoteImages images;
  private final TemplateAssets assets;
  private final RowFindings findings;
  private final CheckTime time;
  private final ExecutorService looking =
      Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().name("pictures-", 0).factory());
  private final Map<String, List<Integer>> rowsByAddress = new HashMap<>();
  private final Map<String, ProviderException> failures = new ConcurrentHashMap<>();
  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private int unchecked;

  RowPictures(RemoteImages images, TemplateAssets assets, RowFindings findings, CheckTime time) {
    this.images = images;
    this.assets = assets;
    this.findings = findings;
    this.time = time;
  }

  void add(int row, String address) {
    List<Integer> rows = rowsByAddress.get(address);
    if (rows == null) {
      rows = new ArrayList<>();
      rowsByAddress.put(address, rows);
      looking.execute(() -> look(address));
    }
    rows.add(row);
  }

  /** How many rows name a picture that nobody looked for. Only after closing. */
  int unchecked() {
    return unchecked;
  }

  @Override
  public void close() {
    looking.close();
    failures.forEach((address, failure) -> {
      for (int row : rowsByAddress.getOrDefault(address, List.of())) {
        findings.add(row, null, rule(failure), String.valueOf(failure.getMessage()));
      }
    });
    Set<Integer> rows = new HashSet<>();
    missed.forEach(address -> rows.addAll(rowsByAddress.getOrDefault(address, List.of())));
    unchecked = rows.size();
  }

  private void look(String address) {
    Duration left = time.left();
    if (!left.isPositive()) {
      missed.add(address);
      return;
    }
    try {
      if (assets.picture(address) == null) {
        images.probe(address, left.compareTo(PATIENCE) < 0 ? left : PATIENCE);
      }
    } catch (ProviderException e) {
      failures.put(address, e);
    } catch (RuntimeException e) {
      LOG.error("A picture that rows name could not be looked for", e);
      missed.add(address);
    }
  }

  private static String rule(ProviderException failure) {
    return switch (failure.code()) {
      case "not_an_image", "image_refused", "image_too_large" -> "not_an_image";
      default -> "image_unreachable";
    };
  }
}
