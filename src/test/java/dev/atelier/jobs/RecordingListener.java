package dev.atelier.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told. */
record RecordingListener(List<Item> items, List<Batch> batches) implements BatchListener {

  RecordingListener() {
    this(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());
  }

  @Override
  public String kind() {
    return TestNode.KIND;
  }

  @Override
  public void itemEnded(Batch batch, Item item) {
    items.add(item);
  }

  @Override
  public void batchEnded(Batch batch) {
    batches.add(batch);
  }
}
