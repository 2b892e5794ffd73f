package dev.atelier.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells the features of what happens to their batches. Looks the listeners up on first use, as they
 * may themselves need {@link Jobs}.
 */
@Component
class Listeners {

  private final BatchRepository batches;
  private final ObjectProvider<BatchListener> beans;
  private @Nullable Map<String, BatchListener> byKind;

  Listeners(BatchRepository batches, ObjectProvider<BatchListener> beans) {
    this.batches = batches;
    this.beans = beans;
  }

  private synchronized @Nullable BatchListener of(String kind) {
    Map<String, BatchListener> known = byKind;
    if (known == null) {
      known = new HashMap<>();
      for (BatchListener listener : beans) {
        known.put(listener.kind(), listener);
      }
      byKind = known;
    }
    return known.get(kind);
  }

  void itemsEnded(String kind, List<Item> items) {
    BatchListener listener = of(kind);
    if (listener == null) {
      return;
    }
    List<BatchId> ids = items.stream().map(Item::batch).distinct().toList();
    for (Batch batch : batches.findAll(ids)) {
      listener.itemsEnded(
          batch, items.stream().filter(item -> item.batch().equals(batch.id())).toList());
    }
  }

  void batchEnded(BatchId id) {
    for (Batch batch : batches.findAll(List.of(id))) {
      BatchListener listener = of(batch.kind());
      if (listener != null) {
        listener.batchEnded(batch);
      }
    }
  }
}
