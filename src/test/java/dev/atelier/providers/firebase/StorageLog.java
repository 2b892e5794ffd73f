package dev.atelier.providers.firebase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** What {@link CloudStorageStandIn} was asked and what it sent. Thread-safe. */
public final class StorageLog {

  private final Queue<Transfer> transfers = new ConcurrentLinkedQueue<>();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder lists = new LongAdder();
  private final LongAdder descriptions = new LongAdder();
  private final AtomicLong order = new AtomicLong();
  private volatile boolean sumsOnly;

  /**
   * A request for bytes and its answer.
   *
   * @param began when, on a clock that counts beginnings and ends of transfers
   * @param ended when, on the same clock
   * @param bytes how many of the object's bytes were sent
   */
  public record Transfer(
      String name, long offset, int status, long bytes, long began, long ended) {}

  long begins() {
    return order.incrementAndGet();
  }

  void sent(StorageRequest asked, int status, long sent, long began) {
    bytes.add(sent);
    if (!sumsOnly) {
      transfers.add(
          new Transfer(asked.name(), asked.offset(), status, sent, began, order.incrementAndGet()));
    }
  }

  /** Forgets single transfers from now on: for benchmarks. */
  public void keepSumsOnly() {
    sumsOnly = true;
  }

  boolean keepsSumsOnly() {
    return sumsOnly;
  }

  void listed() {
    lists.increment();
  }

  void described() {
    descriptions.increment();
  }

  void clear() {
    transfers.clear();
    bytes.reset();
    lists.reset();
    descriptions.reset();
  }

  /** Requests for bytes that are over, by the order of their ends. */
  public List<Transfer> transfers() {
    return List.copyOf(transfers);
  }

  /** The same, of one object. */
  public List<Transfer> transfers(String name) {
    return transfers.stream().filter(transfer -> transfer.name().equals(name)).toList();
  }

  /** How many bytes of objects were sent in all. */
  public long bytes() {
    return bytes.sum();
  }

  /** How many pages of the list were asked for. */
  public long lists() {
    return lists.sum();
  }

  /** How many descriptions of single objects were asked for. */
  public long descriptions() {
    return descriptions.sum();
  }

  /**
   * The most transfers at one time within one group.
   *
   * @param group of an object's name, such as its owner
   */
  public int mostAtOnce(Function<String, String> group) {
    Map<String, List<Transfer>> groups = new HashMap<>();
    for (Transfer transfer : transfers) {
      groups
          .computeIfAbsent(group.apply(transfer.name()), unused -> new ArrayList<>())
          .add(transfer);
    }
    int most = 0;
    for (List<Transfer> ofGroup : groups.values()) {
      Map<Long, Integer> changes = new TreeMap<>();
      ofGroup.forEach(transfer -> {
        changes.put(transfer.began(), 1);
        changes.put(transfer.ended(), -1);
      });
      int running = 0;
      for (int change : changes.values()) {
        running += change;
        most = Math.max(most, running);
      }
    }
    return most;
  }
}
