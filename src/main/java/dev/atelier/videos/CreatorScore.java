package dev.atelier.videos;

/**
 * How sure it is that people like what a creator makes: the lower bound of the Wilson score
 * interval (E. B. Wilson, 1927) at 95 %, in percent. Of two creators whom the same share of voters
 * likes, the one with more voters stands higher, and one friend is not worth more than a crowd with
 * a few critics. A voter counts once, for or against, however many videos they vote on.
 */
final class CreatorScore {

  private static final double Z = 1.959964;

  private CreatorScore() {}

  /** The score, from 0 to 100. */
  static double of(int likers, int dislikers) {
    double voters = (double) likers + dislikers;
    if (voters == 0) {
      return 0;
    }
    double share = likers / voters;
    double spread = Z * Math.sqrt((share * (1 - share) + Z * Z / (4 * voters)) / voters);
    double bound = (share + Z * Z / (2 * voters) - spread) / (1 + Z * Z / voters);
    return 100 * Math.max(0, bound);
  }
}
