package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.providers.ImageModel;
import dev.atelier.providers.Prompt;
import dev.atelier.providers.TextModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What orders will cost, before anything is bought. */
@Component
class Quotes {

  private final Campaigns campaigns;
  private final CallCosts costs;
  private final ModelPrices prices;
  private final Prompts prompts;
  private final BudgetRepository budgets;
  private final CampaignProperties properties;
  private final TextModel writer;
  private final ImageModel painter;
  private final JsonMapper json;
  private final Clock clock;

  Quotes(
      Campaigns campaigns,
      CallCosts costs,
      ModelPrices prices,
      Prompts prompts,
      BudgetRepository budgets,
      CampaignProperties properties,
      TextModel writer,
      ImageModel painter,
      JsonMapper json,
      Clock clock) {
    this.campaigns = campaigns;
    this.costs = costs;
    this.prices = prices;
    this.prompts = prompts;
    this.budgets = budgets;
    this.properties = properties;
    this.writer = writer;
    this.painter = painter;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What an order will cost, in millionths of a dollar.
   *
   * @param estimate most likely
   * @param most without captions that have to be written twice
   * @param dayLimit what the user may spend today; null for any
   * @param daySpent what the user has spent today, calls under way included
   * @param batchLimit what the batch may cost; null for any
   */
  record Quote(
      int posts,
      int captions,
      int images,
      String captionModel,
      boolean captionPriced,
      String imageModel,
      boolean imagePriced,
      boolean offline,
      String pricesAsOf,
      long estimate,
      long most,
      @Nullable Long dayLimit,
      long daySpent,
      @Nullable Long batchLimit) {

    /** Whether the budgets bear the most that it can cost. */
    boolean affordable() {
      return (dayLimit == null || daySpent + most <= dayLimit)
          && (batchLimit == null || most <= batchLimit);
    }
  }

  Quote quote(Caller caller, Campaign campaign, BatchOrder order) {
    String options = json.writeValueAsString(order.options());
    long estimate = 0;
    long most = 0;
    for (NewPost post : order.posts()) {
      if (!post.possible()) {
        continue;
      }
      if (post.caption()) {
        Prompt prompt = prompts.caption(brief(campaign, post, options), null);
        estimate += costs.usualOfCaption(prompt);
        most += costs.mostOfCaption(prompt);
      }
      if (post.image()) {
        estimate += costs.ofImage();
        most += costs.ofImage();
      }
    }
    BudgetRepository.Purse today = budgets.day(caller.id(), budgets.today());
    Long batchLimit = order.budget() == null ? properties.batchMicros() : order.budget();
    return new Quote(
        order.posts().size(),
        order.count(Part.CAPTION),
        order.count(Part.IMAGE),
        writer.model(),
        prices.knows(writer.model()),
        painter.model(),
        prices.knows(painter.model()),
        writer.offline() || painter.offline(),
        prices.asOf(),
        estimate,
        most,
        properties.dailyMicros(),
        today.spent() + today.reserved(),
        batchLimit);
  }

  private static Brief brief(Campaign campaign, NewPost post, String options) {
    return new Brief(
        "",
        "",
        campaign.id(),
        post.brandName(),
        post.topic(),
        post.tone(),
        null,
        post.brief(),
        post.targetAudience(),
        campaign.brandName(),
        campaign.description(),
        campaign.targetAudience(),
        options,
        true,
        null,
        null,
        0);
  }

  /**
   * Refuses a batch of which not even one post can be paid for today.
   *
   * @throws Problem 429 until tomorrow
   */
  void refuseWithoutMoney(Caller caller, Campaign campaign, BatchOrder order) {
    if (properties.dailyMicros() == null) {
      return;
    }
    String options = json.writeValueAsString(order.options());
    order.posts().stream()
        .filter(NewPost::possible)
        .mapToLong(post -> cheapestCall(campaign, post, options))
        .min()
        .ifPresent(cheapest -> refuse(caller, cheapest));
  }

  private long cheapestCall(Campaign campaign, NewPost post, String options) {
    long caption =
        post.caption()
            ? costs.mostOfCaption(prompts.caption(brief(campaign, post, options), null))
            : Long.MAX_VALUE;
    return Math.min(caption, post.image() ? costs.ofImage() : Long.MAX_VALUE);
  }

  void refuseWithoutMoney(Caller caller, Part part) {
    if (properties.dailyMicros() != null) {
      refuse(caller, part == Part.IMAGE ? costs.ofImage() : 1);
    }
  }

  private void refuse(Caller caller, long needed) {
    Long limit = properties.dailyMicros();
    LocalDate today = budgets.today();
    long spent = budgets.day(caller.id(), today).spent();
    if (limit != null && spent + needed > limit) {
      Instant midnight = today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      throw Problem.throttled(
          "quota-exceeded",
          "The budget of %s for today is used up; it starts anew at midnight UTC"
              .formatted(Money.shown(limit)),
          Duration.between(clock.instant(), midnight));
    }
  }

  /** The campaign that a quote is for. */
  Campaign campaign(Caller caller, CampaignId id) {
    return campaigns.find(caller, id);
  }
}
