package dev.atelier.archive.files;

import dev.atelier.providers.ObjectBody;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The files that are being fetched now, so that none of them can hang. Thread-safe. */
@Component
public class Transfers {

  private final Set<Transfer> open = ConcurrentHashMap.newKeySet();

  /** Ends those whose time is over or that nobody wants any more; to be called often. */
  public void check() {
    open.forEach(Transfer::check);
  }

  Transfer begin(long deadline, BooleanSupplier wanted) {
    Transfer transfer = new Transfer(deadline, wanted);
    open.add(transfer);
    return transfer;
  }

  /** One file's way; closing its body ends a read that waits. */
  final class Transfer implements AutoCloseable {

    private final long deadline;
    private final BooleanSupplier wanted;
    private volatile @Nullable ObjectBody body;

    private Transfer(long deadline, BooleanSupplier wanted) {
      this.deadline = deadline;
      this.wanted = wanted;
    }

    boolean isOverdue() {
      return System.nanoTime() - deadline >= 0;
    }

    boolean isWanted() {
      return wanted.getAsBoolean();
    }

    void reads(ObjectBody opened) {
      body = opened;
      check();
    }

    private void check() {
      ObjectBody reading = body;
      if (reading != null && (isOverdue() || !isWanted())) {
        reading.close();
      }
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }
}
