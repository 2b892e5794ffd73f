package dev.atelier.videos;

import dev.atelier.videos.Video.Counts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * How videos are ranked. The studio's clients know a score of two parts: popularity {@code net ×
 * (log10(views + 1) + 1)}, where net is likes less dislikes, and a recency that fades as {@code
 * e^(-age / 24 h)}. Added up, such a score is true only at the moment it is computed: the order of
 * two videos changes while nobody does anything, and whatever is stored is wrong an hour later.
 *
 * <p>Here the same two parts are multiplied, and the logarithm is kept: {@code ln(popularity ×
 * e^(-age / 24 h)) = ln(popularity) + created / 24 h - now / 24 h}. The last term is the same for
 * all videos, so leaving it out changes no order, and what remains changes only with a vote or a
 * view. In decimal logarithms:
 *
 * <pre>score = sign(p) × log10(1 + |p|) + (created - 2025-01-01) / 55 h 15 min 45 s,
 *     p = (likes - dislikes) × (log10(views + 1) + 1)</pre>
 *
 * <p>The divisor is 24 h × ln 10: a video with ten times the popularity stands beside one that is
 * 55 hours younger. Reddit's "hot" has this form with 12.5 hours, which its published source
 * ({@code reddit/r2/r2/lib/db/_sorts.pyx}) computes as {@code sign × log10(max(|net|, 1)) + seconds
 * / 45000}.
 */
public final class RankingFormula {

  /** A stored score counts ten-thousandths, as {@code numeric(12, 4)} does. */
  public static final int SCALE = 4;

  private static final double UNITS = Math.pow(10, SCALE);
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final double SECONDS_PER_DECADE = Duration.ofHours(24).toSeconds() * Math.log(10);

  private RankingFormula() {}

  /** The score, in ten-thousandths. */
  public static long score(Counts counts, Instant createdAt) {
    return Math.round((popularityScore(counts) + recencyScore(createdAt)) * UNITS);
  }

  /** A stored score as clients read it. */
  public static BigDecimal wire(long score) {
    return BigDecimal.valueOf(score, SCALE);
  }

  /** The part of the score that viewers give. */
  public static double popularityScore(Counts counts) {
    double popularity = popularity(counts);
    return Math.signum(popularity) * Math.log10(1 + Math.abs(popularity));
  }

  /** The part of the score that time gives, once. */
  public static double recencyScore(Instant createdAt) {
    return Duration.between(START, createdAt).toMillis() / 1000.0 / SECONDS_PER_DECADE;
  }

  /** Likes less dislikes, worth more where many have seen the video. */
  public static double popularity(Counts counts) {
    return ((double) counts.likes() - counts.dislikes()) * (Math.log10(counts.views() + 1.0) + 1);
  }
}
