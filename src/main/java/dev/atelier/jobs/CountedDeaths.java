package dev.atelier.jobs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The deaths that count against an item while it is run. Thread-safe. */
final class CountedDeaths implements JobHandler.Progress, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CountedDeaths.class);

  private final Claimed item;
  private final ClaimRepository claims;
  private final Runnable cleared;
  private volatile boolean counted;

  /**
   * @param cleared run when they are forgotten
   */
  CountedDeaths(Claimed item, ClaimRepository claims, Runnable cleared) {
    this.item = item;
    this.claims = claims;
    this.cleared = cleared;
    this.counted = item.kills() > 0;
  }

  @Override
  public boolean isAwaited() {
    return counted;
  }

  @Override
  public void made() {
    if (counted) {
      forget();
    }
  }

  private synchronized void forget() {
    if (!counted) {
      return;
    }
    try {
      if (claims.forgetDeaths(item)) {
        log.info(
            "Item {} of batch {} came further; its deaths are forgotten", item.id(), item.batch());
        cleared.run();
      }
      counted = false;
    } catch (DataAccessException e) {
      log.warn(
          "Deaths still count against item {} although it came further: {}", item.id(), e + "");
    }
  }

  /** The run is over, and whoever comes further now does so in vain. */
  @Override
  public synchronized void close() {
    counted = false;
  }
}
