package dev.atelier.jobs;

import dev.atelier.home.AtelierHome;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** This node among the others: shows that it lives and sees to it that its lanes exist. */
@Component
class NodePresence {

  private static final Logger log = LoggerFactory.getLogger(NodePresence.class);
  private static final int MISSED = 5;

  /** Lanes of a node that was away for so long are removed; it adds them again when it is back. */
  private static final long GONE_SECONDS = 60;

  private final AtelierHome home;
  private final NodeRepository nodes;
  private final Queues queues;
  private final DatabaseClock clock;
  private final JobsProperties properties;
  private volatile boolean others;

  NodePresence(
      AtelierHome home,
      NodeRepository nodes,
      Queues queues,
      DatabaseClock clock,
      JobsProperties properties) {
    this.home = home;
    this.nodes = nodes;
    this.queues = queues;
    this.clock = clock;
    this.properties = properties;
  }

  String node() {
    return home.nodeId();
  }

  Instant now() {
    return clock.now();
  }

  /** Takes this node's place, freeing what its earlier process held: that one is dead. */
  void enter() {
    int freed = nodes.releaseLanes(node());
    if (freed > 0) {
      log.info("Freed {} lanes that an earlier process of this node held", freed);
    }
    beat();
  }

  void beat() {
    clock.read();
    nodes.seen(node());
    others = nodes.hasOthers(node(), Math.max(1, properties.heartbeat().toSeconds() * MISSED));
    queues.all().forEach((name, queue) -> nodes.addLanes(name, queue.lanes(node())));
  }

  /** Gives up this node's place, and with it lanes that somebody here may still run. */
  void leave() {
    nodes.releaseLanes(node());
    nodes.forget(node());
  }

  boolean hasOthers() {
    return others;
  }

  boolean lives(String node) {
    return nodes.lives(node, GONE_SECONDS);
  }
}
