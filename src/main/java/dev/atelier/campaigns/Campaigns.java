package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import dev.atelier.jobs.BatchId;
import dev.atelier.jobs.Jobs;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Campaigns: made, changed, deleted. What belongs to others, and what was deleted, does not exist
 * for the caller.
 */
@Component
class Campaigns {

  private final CampaignRepository campaigns;
  private final BatchJobRepository batches;
  private final PostStateRepository posts;
  private final Jobs jobs;
  private final TransactionTemplate transactions;

  Campaigns(
      CampaignRepository campaigns,
      BatchJobRepository batches,
      PostStateRepository posts,
      Jobs jobs,
      TransactionTemplate transactions) {
    this.campaigns = campaigns;
    this.batches = batches;
    this.posts = posts;
    this.jobs = jobs;
    this.transactions = transactions;
  }

  Campaign create(Caller caller, CampaignForm form) {
    return campaigns.insert(CampaignId.next(), caller.id(), form.checkedNew());
  }

  /** Newest first. */
  List<Campaign> page(Caller caller, int skip, int limit) {
    return campaigns.page(caller.id(), skip, limit);
  }

  /** The campaign, if it exists for the caller. */
  Campaign find(Caller caller, CampaignId id) {
    Campaign campaign = owned(caller, id);
    if (campaign.status().equals(Campaign.DELETED)) {
      throw notFound();
    }
    return campaign;
  }

  /** Whether the campaign exists for the caller. */
  boolean exists(Caller caller, CampaignId id) {
    return campaigns
        .find(id)
        .filter(campaign -> caller.mayReach(campaign.owner()))
        .filter(campaign -> !campaign.status().equals(Campaign.DELETED))
        .isPresent();
  }

  private Campaign owned(Caller caller, CampaignId id) {
    return campaigns
        .find(id)
        .filter(campaign -> caller.mayReach(campaign.owner()))
        .orElseThrow(Campaigns::notFound);
  }

  /** Changes a campaign; the status of a deleted one deletes it. */
  Campaign change(Caller caller, CampaignId id, CampaignForm form) {
    Campaign campaign = find(caller, id);
    form.checkedChange();
    Optional<Campaign> changed =
        transactions.execute(status -> campaigns.update(campaign.id(), form));
    if (Campaign.DELETED.equals(form.status())) {
      stop(id);
    }
    return Optional.ofNullable(changed).flatMap(found -> found).orElseThrow(Campaigns::notFound);
  }

  /** Deletes a campaign and ends its batches; that it is gone already is no failure. */
  void delete(Caller caller, CampaignId id) {
    campaigns.delete(owned(caller, id).id());
    stop(id);
  }

  /** The campaign is marked as deleted before, so no further batch begins meanwhile. */
  private void stop(CampaignId id) {
    for (String batch : batches.open(id)) {
      batches.stop(batch);
      jobs.cancel(new BatchId(UUID.fromString(batch)));
    }
    for (UUID redo : posts.redosOf(id)) {
      jobs.cancel(new BatchId(redo));
    }
  }

  static Problem notFound() {
    return Problem.notFound("Campaign not found");
  }
}
