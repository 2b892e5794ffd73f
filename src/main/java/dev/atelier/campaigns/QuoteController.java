package dev.atelier.campaigns;

import dev.atelier.campaigns.Quotes.Quote;
import dev.atelier.http.MaxBody;
import dev.atelier.identity.AccountRequired;
import dev.atelier.identity.Caller;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Tells what a batch will cost, and buys nothing. */
@RestController
@AccountRequired
class QuoteController {

  private final Quotes quotes;

  QuoteController(Quotes quotes) {
    this.quotes = quotes;
  }

  @PostMapping({"/api/campaigns/{id}/quote", "/api/campaigns/{id}/quote/"})
  @MaxBody("48MB")
  QuoteResponse quote(Caller caller, @PathVariable UUID id, @RequestBody BatchForm form) {
    Campaign campaign = quotes.campaign(caller, new CampaignId(id));
    return QuoteResponse.of(quotes.quote(caller, campaign, form.checked(campaign)));
  }

  /**
   * A quote on the wire.
   *
   * @param captionPriced whether the price of the model is known; without one it counts as free
   * @param dayLeftUsd what the user may still spend today; null for any
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record QuoteResponse(
      int posts,
      int captions,
      int images,
      BigDecimal estimatedCostUsd,
      BigDecimal maximumCostUsd,
      String captionModel,
      boolean captionPriced,
      String imageModel,
      boolean imagePriced,
      boolean offline,
      String pricesAsOf,
      @Nullable BigDecimal dayLimitUsd,
      @Nullable BigDecimal dayLeftUsd,
      @Nullable BigDecimal batchLimitUsd,
      boolean affordable) {

    static QuoteResponse of(Quote quote) {
      Long day = quote.dayLimit();
      Long batch = quote.batchLimit();
      return new QuoteResponse(
          quote.posts(),
          quote.captions(),
          quote.images(),
          Money.dollars(quote.estimate()),
          Money.dollars(quote.most()),
          quote.captionModel(),
          quote.captionPriced(),
          quote.imageModel(),
          quote.imagePriced(),
          quote.offline(),
          quote.pricesAsOf(),
          day == null ? null : Money.dollars(day),
          day == null ? null : Money.dollars(Math.max(0, day - quote.daySpent())),
          batch == null ? null : Money.dollars(batch),
          quote.affordable());
    }
  }
}
