package dev.atelier.archive.files;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * How many files this node fetches at once, and so how many users it works on: more as long as the
 * source, or this machine, does not take longer to answer for it, and half as many whenever the
 * source says that it is too much. Thread-safe.
 */
@Component
public class Parallelism {

  private static final int START = 8;

  /** Users that plan and note while the files of others come. */
  private static final int BESIDES = 8;

  private static final Duration ONCE_PER = Duration.ofSeconds(1);
  private static final long LOOK_AGAIN_MILLIS = 200;

  /** An answer may take so many times the shortest one, and this much more, for more at once. */
  private static final double SLOWER = 2;

  private static final double SLACK_NANOS = 4e6;
  private static final double SMOOTHING = 0.05;

  /** The shortest answer is forgotten slowly, as sources and lines change. */
  private static final double FORGETTING = 1.002;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roomForUser = lock.newCondition();
  private final Condition roomForFile = lock.newCondition();
  private final int users;
  private final int filesPerUser;
  private final int most;
  private double limit;
  private double shortest = Double.MAX_VALUE;
  private double usual;
  private boolean everSlowed;
  private long slowedAt;
  private int used;
  private int usersUsed;

  Parallelism(FilesProperties properties) {
    this.users = properties.users();
    this.filesPerUser = properties.filesPerUser();
    this.most = users * filesPerUser;
    this.limit = Math.min(START, most);
  }

  /** How many may be fetched at once now. */
  public int limit() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until one more user can be worked on.
   *
   * @param wanted whether anybody still wants that
   * @throws StoppedException when nobody does
   */
  public void enterUser(BooleanSupplier wanted) throws StoppedException, InterruptedException {
    lock.lock();
    try {
      while (usersUsed >= Math.min(users, (int) limit / filesPerUser + BESIDES)) {
        boolean told = roomForUser.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        if (!told && !wanted.getAsBoolean()) {
          throw new StoppedException();
        }
      }
      usersUsed++;
    } finally {
      lock.unlock();
    }
  }

  public void leaveUser() {
    lock.lock();
    usersUsed--;
    roomForUser.signal();
    lock.unlock();
  }

  void enter() throws InterruptedException {
    lock.lock();
    try {
      while (used >= (int) limit) {
        roomForFile.await();
      }
      if (used++ == 0) {
        // After a pause the source or the line may be another.
        shortest = Double.MAX_VALUE;
        usual = 0;
      }
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    used--;
    roomForFile.signal();
    lock.unlock();
  }

  /**
   * A file came without trouble: one more at once, or later, once there was trouble, less.
   *
   * @param answered nanoseconds until its first bytes
   */
  void succeeded(long answered) {
    lock.lock();
    try {
      usual = usual == 0 ? answered : usual + SMOOTHING * (answered - usual);
      shortest = Math.min(shortest * FORGETTING, answered);
      if (usual > SLOWER * shortest + SLACK_NANOS) {
        limit = Math.min(limit, Math.max(START, limit - 1 / limit));
      } else {
        limit = Math.min(most, limit + (everSlowed ? 1 / limit : 1));
        roomForFile.signal();
        roomForUser.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The source asks for less; what several are told at the same time counts once. */
  void slower() {
    lock.lock();
    try {
      long now = System.nanoTime();
      if (!everSlowed || now - slowedAt > ONCE_PER.toNanos()) {
        limit = Math.max(1, limit / 2);
        everSlowed = true;
        slowedAt = now;
      }
    } finally {
      lock.unlock();
    }
  }
}
