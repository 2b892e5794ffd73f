package dev.atelier.campaigns;

import dev.atelier.campaigns.BatchJobRepository.NewBatchJob;
import dev.atelier.events.EventLog;
import dev.atelier.http.Problem;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Account;
import dev.atelier.identity.Accounts;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewBatch;
import dev.atelier.jobs.Jobs.NewItem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Accepts batches: all of their posts, or nothing. */
@Component
class NewBatches {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'Batch' uuuuMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final BatchJobRepository batches;
  private final PostRepository posts;
  private final CampaignRepository campaigns;
  private final Quotes quotes;
  private final CampaignProperties properties;
  private final Accounts accounts;
  private final Jobs jobs;
  private final EventLog events;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final Clock clock;

  NewBatches(
      BatchJobRepository batches,
      PostRepository posts,
      CampaignRepository campaigns,
      Quotes quotes,
      CampaignProperties properties,
      Accounts accounts,
      Jobs jobs,
      EventLog events,
      TransactionTemplate transactions,
      JsonMapper json,
      Clock clock) {
    this.batches = batches;
    this.posts = posts;
    this.campaigns = campaigns;
    this.quotes = quotes;
    this.properties = properties;
    this.accounts = accounts;
    this.jobs = jobs;
    this.events = events;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  /** The batch that an earlier try of the same request has started. */
  Optional<BatchJob> started(Caller caller, @Nullable RequestKey key) {
    return key == null
        ? Optional.empty()
        : batches.find(key.value().toString()).filter(batch -> caller.mayReach(batch.owner()));
  }

  /** Starts a batch. */
  BatchJob start(Caller caller, Campaign campaign, BatchOrder order, @Nullable RequestKey key) {
    if (order.count(Part.CAPTION) + order.count(Part.IMAGE) == 0) {
      throw Problem.invalid(
          "no_posts",
          order.posts().isEmpty()
              ? "There are no posts to make"
              : "Not one of the posts can be made; the first: "
                  + order.posts().getFirst().problem());
    }
    quotes.refuseWithoutMoney(caller, campaign, order);
    BatchId id = key == null ? BatchId.next() : new BatchId(key.value());
    transactions.executeWithoutResult(status -> accept(caller, campaign, order, id));
    return batches.find(id.toString()).orElseThrow();
  }

  private void accept(Caller caller, Campaign campaign, BatchOrder order, BatchId id) {
    // Whoever deletes the campaign waits for this, and then finds the batch to cancel.
    if (!campaigns.holdUndeleted(campaign.id())) {
      throw Campaigns.notFound();
    }
    String name = order.name().isEmpty() ? NAME.format(clock.instant()) : order.name();
    List<NewPost> given = order.posts();
    batches.insert(
        new NewBatchJob(
            id.toString(),
            campaign.id(),
            campaign.owner(),
            name,
            given.size(),
            (int) given.stream().filter(post -> !post.possible()).count(),
            accounts.find(caller.id()).map(Account::username).orElse("operator"),
            json.writeValueAsString(order.options()),
            order.budget() == null ? properties.batchMicros() : order.budget()));
    List<String> ids = posts.insert(id.toString(), campaign.id(), given);
    jobs.enqueue(
        new NewBatch(id, BatchJobs.KIND, campaign.owner(), name),
        IntStream.range(0, ids.size()).boxed().flatMap(i -> items(ids.get(i), given.get(i))));
    events.append(
        id.toString(),
        () -> batches.find(id.toString()).stream().map(PostEvents::progress).toList());
  }

  /** The picture first, as it takes longer. */
  private static Stream<NewItem> items(String id, NewPost post) {
    if (!post.possible()) {
      return Stream.empty();
    }
    return Stream.of(post.image() ? Part.IMAGE : null, post.caption() ? Part.CAPTION : null)
        .filter(part -> part != null)
        .map(part ->
            new NewItem(
                MakePartHandler.QUEUE, post.topic(), new PartWork(id, part, false), null, null));
  }
}
