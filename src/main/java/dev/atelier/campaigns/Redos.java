package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewBatch;
import dev.atelier.jobs.Jobs.NewItem;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Posts whose caption or picture is made anew. */
@Component
class Redos {

  static final String KIND = "campaigns.redo";

  private final Campaigns campaigns;
  private final PostRepository posts;
  private final PostStateRepository states;
  private final Quotes quotes;
  private final Jobs jobs;
  private final TransactionTemplate transactions;

  Redos(
      Campaigns campaigns,
      PostRepository posts,
      PostStateRepository states,
      Quotes quotes,
      Jobs jobs,
      TransactionTemplate transactions) {
    this.campaigns = campaigns;
    this.posts = posts;
    this.states = states;
    this.quotes = quotes;
    this.jobs = jobs;
    this.transactions = transactions;
  }

  /** The post, if it and its campaign exist for the caller. */
  Post find(Caller caller, String id) {
    Post post = posts.find(id).orElseThrow(Redos::notFound);
    if (!campaigns.exists(caller, post.campaign())) {
      throw notFound();
    }
    return post;
  }

  private static Problem notFound() {
    return Problem.notFound("Post not found");
  }

  /** Has a half of a post made anew; the post stays as it is until that is done. */
  Post start(Caller caller, String id, Part part, @Nullable RequestKey key) {
    Post post = find(caller, id);
    UUID job = key == null ? BatchId.next().value() : key.value();
    if (key != null && jobs.find(new BatchId(job)).isPresent()) {
      return post;
    }
    if (!post.ended()) {
      throw Problem.conflict("post_not_ended", "The post is still being made");
    }
    quotes.refuseWithoutMoney(caller, part);
    transactions.executeWithoutResult(status -> {
      if (!states.beginRedo(id, job)) {
        throw Problem.conflict("already_regenerating", "The post is already being made anew");
      }
      String topic = String.valueOf(post.topic());
      jobs.enqueue(
          new NewBatch(new BatchId(job), KIND, caller.id(), topic),
          Stream.of(
              new NewItem(MakePartHandler.QUEUE, topic, new PartWork(id, part, true), null, null)));
    });
    return posts.find(id).orElseThrow(Redos::notFound);
  }
}
