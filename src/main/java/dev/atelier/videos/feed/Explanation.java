package dev.atelier.videos.feed;

import dev.atelier.videos.RankingFormula;
import dev.atelier.videos.Video.Counts;
import dev.atelier.videos.WireTime;
import dev.atelier.videos.feed.FeedRepository.Placed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a video stands where it does.
 *
 * @param asOf when the feed was as it is read; null where the order never changes
 * @param score what the order is by
 * @param popularityScore the part of the score that viewers gave; for the hot feed
 * @param recencyScore the part that its time gave; for the hot feed
 */
record Explanation(
    String sort,
    @Nullable String asOf,
    BigDecimal score,
    int likes,
    int dislikes,
    long views,
    @Nullable BigDecimal popularityScore,
    @Nullable BigDecimal recencyScore,
    String text) {

  static Explanation of(Feed.Request request, long tick, Placed placed) {
    return switch (request.sort()) {
      case HOT -> hot(tick, placed);
      case TOP ->
          of(
              request.sort(),
              tick,
              placed,
              "%,d likes less %,d dislikes"
                  .formatted(placed.counts().likes(), placed.counts().dislikes()));
      case NEW -> of(request.sort(), null, placed, "The time it was made");
    };
  }

  private static Explanation hot(long tick, Placed placed) {
    Counts counts = placed.counts();
    double popular = RankingFormula.popularityScore(counts);
    double recent = RankingFormula.recencyScore(placed.video().createdAt());
    String text =
        String.format(
            Locale.ROOT,
            "%,d likes less %,d dislikes, weighed by %,d views, count %.4f; when it was made counts"
                + " %.4f. One more is ten times the popularity, or 55 hours.",
            counts.likes(),
            counts.dislikes(),
            counts.views(),
            popular,
            recent);
    return new Explanation(
        FeedSort.HOT.wire(),
        WireTime.of(FeedTicks.time(tick)),
        RankingFormula.wire(placed.place().key()),
        counts.likes(),
        counts.dislikes(),
        counts.views(),
        rounded(popular),
        rounded(recent),
        text);
  }

  private static Explanation of(FeedSort sort, @Nullable Long tick, Placed placed, String text) {
    Counts counts = placed.counts();
    return new Explanation(
        sort.wire(),
        tick == null ? null : WireTime.of(FeedTicks.time(tick)),
        BigDecimal.valueOf(placed.place().key()),
        counts.likes(),
        counts.dislikes(),
        counts.views(),
        null,
        null,
        text);
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(RankingFormula.SCALE, RoundingMode.HALF_UP);
  }
}
