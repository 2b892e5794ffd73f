package dev.atelier.campaigns;

import dev.atelier.campaigns.VersionRepository.Restoration;
import dev.atelier.campaigns.VersionRepository.Version;
import dev.atelier.http.Problem;
import dev.atelier.identity.Account;
import dev.atelier.identity.Accounts;
import dev.atelier.identity.Caller;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What a post's caption and picture have been, and the way back there. */
@Component
class PostVersions {

  /** A post's versions, and which of them were taken back; both newest first. */
  record History(List<Version> versions, List<Restoration> restorations) {

    List<Restoration> restorationsOf(Version version) {
      return restorations.stream().filter(known -> known.call().equals(version.call())).toList();
    }
  }

  private final Redos redos;
  private final PostStateRepository states;
  private final VersionRepository versions;
  private final CaptionPrintRepository prints;
  private final BatchJobRepository batches;
  private final Accounts accounts;
  private final TransactionTemplate transactions;

  PostVersions(
      Redos redos,
      PostStateRepository states,
      VersionRepository versions,
      CaptionPrintRepository prints,
      BatchJobRepository batches,
      Accounts accounts,
      TransactionTemplate transactions) {
    this.redos = redos;
    this.states = states;
    this.versions = versions;
    this.prints = prints;
    this.batches = batches;
    this.accounts = accounts;
    this.transactions = transactions;
  }

  History history(Caller caller, String id) {
    String post = redos.find(caller, id).id();
    return new History(versions.versions(post), versions.restorations(post));
  }

  /**
   * Makes an earlier version the post's again, which costs nothing. Nothing happens to one that is
   * the post's already.
   */
  Post restore(Caller caller, String id, Part part, int number) {
    Post post = redos.find(caller, id);
    Version version =
        versions.versions(id).stream()
            .filter(known -> known.part() == part && known.number() == number)
            .findFirst()
            .orElseThrow(() -> Problem.notFound("Version not found"));
    String name = accounts.find(caller.id()).map(Account::username).orElse("operator");
    transactions.executeWithoutResult(status -> {
      batches.lock(post.batch());
      if (!states.mayChange(id)) {
        throw Problem.conflict("post_not_ended", "The post is being made right now");
      }
      if (!states.isCurrent(id, version.call())) {
        take(post, version);
        versions.record(id, version.call(), caller.id(), name);
      }
    });
    return redos.find(caller, id);
  }

  private void take(Post post, Version version) {
    String caption = version.caption();
    if (version.part() == Part.CAPTION && caption != null) {
      prints.save(post.campaign(), post.id(), CaptionPrint.of(caption));
    }
    states
        .done(post.id(), version.part(), version.call())
        .filter(change -> !change.before().equals(change.after()))
        .ifPresent(change -> batches.count(change.batch(), change.before(), change.after(), null));
  }
}
