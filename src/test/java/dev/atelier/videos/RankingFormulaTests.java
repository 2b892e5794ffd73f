package dev.atelier.videos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.atelier.videos.Video.Counts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RankingFormulaTests {

  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void theOrderIsThatOfPopularityTimesTheFadingOfADay() {
    Counts many = new Counts(90, 10, 999);
    Counts few = new Counts(12, 2, 99);
    Duration younger = Duration.ofHours(30);

    for (int age = 0; age < 1_000; age += 50) {
      double older = value(many, age + 30);
      double newer = value(few, age);
      assertThat(RankingFormula.score(many, NOON) > RankingFormula.score(few, NOON.plus(younger)))
          .isEqualTo(older > newer);
    }
  }

  // One more than the popularity, so that nothing at all has a logarithm.
  private static double value(Counts counts, double ageHours) {
    double net = counts.likes() - counts.dislikes();
    return (1 + net * (Math.log10(counts.views() + 1.0) + 1)) * Math.exp(-ageHours / 24);
  }

  @Test
  void tenTimesThePopularityIsWorthFiftyFiveHours() {
    double hours = 24 * Math.log(10);

    double gained =
        RankingFormula.recencyScore(NOON.plusSeconds(Math.round(hours * 3600)))
            - RankingFormula.recencyScore(NOON);

    assertThat(gained).isCloseTo(1, within(0.0001));
  }

  @Test
  void dislikesCountAgainstAVideoAndViewsAloneForNothing() {
    long nothing = RankingFormula.score(Counts.NONE, NOON);

    assertThat(RankingFormula.score(new Counts(0, 0, 1_000), NOON)).isEqualTo(nothing);
    assertThat(RankingFormula.score(new Counts(5, 5, 1_000), NOON)).isEqualTo(nothing);
    assertThat(RankingFormula.score(new Counts(1, 0, 0), NOON)).isGreaterThan(nothing);
    assertThat(RankingFormula.score(new Counts(0, 1, 0), NOON)).isLessThan(nothing);
    assertThat(RankingFormula.score(new Counts(1, 0, 99), NOON))
        .isGreaterThan(RankingFormula.score(new Counts(1, 0, 9), NOON));
  }

  @Test
  void aScoreHasFourDecimals() {
    assertThat(RankingFormula.wire(123_456).toPlainString()).isEqualTo("12.3456");
  }
}
