package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Campaigns: made, changed, deleted. What belongs to others, and what was deleted, does not exist
 * for the caller.
 */
@Component
class Campaigns {

  private final CampaignRepository campaigns;

  Campaigns(CampaignRepository campaigns) {
    this.campaigns = campaigns;
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

  private Campaign owned(Caller caller, CampaignId id) {
    return campaigns
        .find(id)
        .filter(campaign -> caller.mayReach(campaign.owner()))
        .orElseThrow(Campaigns::notFound);
  }

  @Transactional
  Campaign change(Caller caller, CampaignId id, CampaignForm form) {
    Campaign campaign = find(caller, id);
    return campaigns.update(campaign.id(), form.checkedChange()).orElseThrow(Campaigns::notFound);
  }

  /** Deletes a campaign; that it is gone already is no failure. */
  @Transactional
  void delete(Caller caller, CampaignId id) {
    campaigns.delete(owned(caller, id).id());
  }

  static Problem notFound() {
    return Problem.notFound("Campaign not found");
  }
}
