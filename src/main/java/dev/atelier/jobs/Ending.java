package dev.atelier.jobs;

import java.time.Duration;

/** What becomes of an item after a run. */
sealed interface Ending {

  /** A word for the metrics. */
  String word();

  /**
   * @param output JSON
   */
  record Succeeded(String output, Runnable inTransaction) implements Ending {
    @Override
    public String word() {
      return "succeeded";
    }
  }

  record Moved(String queue, Runnable inTransaction) implements Ending {
    @Override
    public String word() {
      return "moved";
    }
  }

  record Failed(Item.Failure failure) implements Ending {
    @Override
    public String word() {
      return "failed";
    }
  }

  /** Tried again after the delay; the attempt counts. */
  record Retried(Duration delay) implements Ending {
    @Override
    public String word() {
      return "retried";
    }
  }

  /** Tried again when the queue, paused for all nodes, goes on; the attempt does not count. */
  record Throttled(Duration pause) implements Ending {
    @Override
    public String word() {
      return "throttled";
    }
  }

  /** The item has failed, and so has its whole batch. */
  record RefusedAll(Item.Failure failure) implements Ending {
    @Override
    public String word() {
      return "refused_all";
    }
  }

  /** Has something to do again after the pause; what it lost before is forgotten. */
  record Waited(Duration pause) implements Ending {
    @Override
    public String word() {
      return "waited";
    }
  }

  /** Given back untouched. */
  record Returned() implements Ending {
    @Override
    public String word() {
      return "returned";
    }
  }

  /** Its node died, or was taken for dead, in its middle. */
  record Killed() implements Ending {
    @Override
    public String word() {
      return "killed";
    }
  }
}
