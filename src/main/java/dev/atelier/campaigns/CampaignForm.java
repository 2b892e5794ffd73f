package dev.atelier.campaigns;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** What clients send of a campaign; further fields are not read. */
record CampaignForm(
    @Nullable String name,
    @Nullable String description,
    @JsonProperty("brand_name") @Nullable String brandName,
    @JsonProperty("target_audience") @Nullable String targetAudience,
    @JsonProperty("tone_id") @Nullable String toneId,
    @Nullable String status) {

  static final int MAX_NAME = 255;
  static final int MAX_TEXT = 4_000;
  static final int MAX_TONE = 20;
  static final int MAX_STATUS = 20;

  /** The form of a new campaign: its name and brand must be there. */
  CampaignForm checkedNew() {
    Checks checks = new Checks();
    checks.required("name", name, MAX_NAME);
    checks.required("brand_name", brandName, MAX_NAME);
    rest(checks);
    return this;
  }

  /** The form of a change: what is absent stays as it is, what is there is held to the same. */
  CampaignForm checkedChange() {
    Checks checks = new Checks();
    if (name != null) {
      checks.required("name", name, MAX_NAME);
    }
    if (brandName != null) {
      checks.required("brand_name", brandName, MAX_NAME);
    }
    if (status != null) {
      checks.required("status", status, MAX_STATUS);
    }
    rest(checks);
    return this;
  }

  private void rest(Checks checks) {
    checks.optional("description", description, MAX_TEXT);
    checks.optional("target_audience", targetAudience, MAX_TEXT);
    checks.optional("tone_id", toneId, MAX_TONE);
    checks.verify();
  }
}
