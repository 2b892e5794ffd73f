package dev.atelier.archive.files;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Lets few of the many users that are worked on ask the database at once, so that its connections
 * are there for everybody else too. Thread-safe.
 */
@Component
public class DatabaseTurns {

  private static final int AT_ONCE = 6;

  private final Semaphore turns = new Semaphore(AT_ONCE);

  /** The answer to a question; one turn for all of what belongs to it. */
  public <T> T ask(Supplier<T> question) throws InterruptedException {
    turns.acquire();
    try {
      return question.get();
    } finally {
      turns.release();
    }
  }

  public void tell(Runnable statement) {
    // Also for those that were interrupted and note what they have.
    turns.acquireUninterruptibly();
    try {
      statement.run();
    } finally {
      turns.release();
    }
  }
}
