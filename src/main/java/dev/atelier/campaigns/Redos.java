package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import dev.atelier.jobs.Jobs.NewBatch;
import dev.atelier.jobs.Jobs.NewItem;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Posts whose caption or picture is made anew, and the versions that this leaves. */
@Component
class Redos {

  static final String KIND = "campaigns.redo";

  private final Campaigns campaigns;
  private final PostRepository posts;
  private final PostStateRepository states;
  private final CallRepository calls;
  private final BatchJobRepository batches;
  private final Quotes quotes;
  private final Jobs jobs;
  private final TransactionTemplate transactions;

  Redos(
      Campaigns campaigns,
      PostRepository posts,
      PostStateRepository states,
      CallRepository calls,
      BatchJobRepository batches,
      Quotes quotes,
      Jobs jobs,
      TransactionTemplate transactions) {
    this.campaigns = campaigns;
    this.posts = posts;
    this.states = states;
    this.calls = calls;
    this.batches = batches;
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

  /** Newest first, captions before pictures. */
  List<CallRepository.Version> versions(Caller caller, String id) {
    return calls.versions(find(caller, id).id());
  }

  /** Makes an earlier version the post's again. */
  Post restore(Caller caller, String id, Part part, int version) {
    Post post = find(caller, id);
    UUID call =
        calls.versions(id).stream()
            .filter(known -> known.part() == part && known.number() == version)
            .findFirst()
            .orElseThrow(() -> Problem.notFound("Version not found"))
            .call();
    if (!post.ended() || post.redoing()) {
      throw Problem.conflict("post_not_ended", "The post is being made right now");
    }
    transactions.executeWithoutResult(status -> {
      batches.lock(post.batch());
      states
          .done(id, part, call)
          .filter(change -> !change.before().equals(change.after()))
          .ifPresent(
              change -> batches.count(change.batch(), change.before(), change.after(), null));
    });
    return posts.find(id).orElseThrow(Redos::notFound);
  }
}
