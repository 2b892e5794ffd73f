package dev.atelier.campaigns;

import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ImageModel.Quality;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the campaign studio.
 *
 * @param calls how many calls to models are under way at once, over all batches, users and nodes
 * @param dailyBudget dollars that a user may spend a day (UTC); null for any
 * @param batchBudget dollars that a batch may cost where it names no budget of its own; null for
 *     any
 * @param imageQuality what pictures are drawn with
 * @param prices path of a file of prices that go before ours; empty for none
 * @param maxWait how long a request may wait for its batch
 */
@ConfigurationProperties("atelier.campaigns")
record CampaignProperties(
    @DefaultValue("5") int calls,
    @Nullable BigDecimal dailyBudget,
    @Nullable BigDecimal batchBudget,
    @DefaultValue("medium") Quality imageQuality,
    @DefaultValue("") String prices,
    @DefaultValue("10m") Duration maxWait) {

  private static final int MAX_CALLS = 100;
  private static final BigDecimal MAX_BUDGET = BigDecimal.valueOf(1_000_000);

  /**
   * Refuses settings that cannot work.
   *
   * @throws CannotStartException that names the setting
   */
  void verify() {
    if (calls < 1 || calls > MAX_CALLS) {
      throw new CannotStartException("ATELIER_CAMPAIGNS_CALLS must be between 1 and " + MAX_CALLS);
    }
    verify("ATELIER_CAMPAIGNS_DAILYBUDGET", dailyBudget);
    verify("ATELIER_CAMPAIGNS_BATCHBUDGET", batchBudget);
    if (maxWait.isNegative()) {
      throw new CannotStartException("ATELIER_CAMPAIGNS_MAXWAIT must not be negative");
    }
  }

  private static void verify(String setting, @Nullable BigDecimal dollars) {
    if (dollars != null && (dollars.signum() < 0 || dollars.compareTo(MAX_BUDGET) > 0)) {
      throw new CannotStartException(setting + " must be dollars between 0 and 1000000");
    }
  }

  @Nullable Long dailyMicros() {
    return dailyBudget == null ? null : Money.micros(dailyBudget);
  }

  @Nullable Long batchMicros() {
    return batchBudget == null ? null : Money.micros(batchBudget);
  }
}
