package dev.atelier.providers.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Work on channels, which an interrupt closes, on a thread that may be interrupted. */
final class Uninterrupted {

  private Uninterrupted() {}

  /** Work that may be begun anew after any of its steps. */
  interface Work {
    void run() throws IOException;
  }

  /** Begins the work anew when it is interrupted; the thread is interrupted again after it. */
  static void run(Work work) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          work.run();
          return;
        } catch (ClosedByInterruptException e) {
          interrupted = Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
