package dev.atelier.jobs;

/**
 * A node's right to run a lane.
 *
 * @param version of the lane's row: it changes when another node takes the lane
 */
record Lease(String queue, String lane, String node, long version) {

  /** Names the lane's rows in the tally. */
  String share() {
    return queue + ' ' + lane;
  }
}
