package dev.atelier.campaigns;

import java.util.UUID;

/** Identifies a campaign. */
record CampaignId(UUID value) {

  static CampaignId next() {
    return new CampaignId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
