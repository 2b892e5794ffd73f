package dev.atelier.campaigns;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that making a half of a post needs to know.
 *
 * @param toneHint what models are told of the tone; null for a tone of the user's own
 * @param options JSON
 * @param pending whether the half is still to be made
 * @param last the latest call that was made for the item; null before the first
 * @param kept the latest call for the item that succeeded; null without one
 * @param unknownCalls calls for the item of which nobody knows whether they were paid
 */
record Brief(
    String post,
    String batch,
    CampaignId campaign,
    String brandName,
    String topic,
    String tone,
    @Nullable String toneHint,
    String brief,
    String targetAudience,
    String campaignBrand,
    @Nullable String campaignDescription,
    @Nullable String campaignAudience,
    String options,
    boolean pending,
    @Nullable PaidCall last,
    @Nullable PaidCall kept,
    int unknownCalls) {

  /**
   * A call that was made for an item.
   *
   * @param state as in the journal
   * @param reserved millionths of a dollar
   * @param version set once the result is the post's
   * @param caption what came of it, where it was a caption
   * @param spooled whether the result is a picture that the store would not take yet
   */
  record PaidCall(
      UUID id,
      String state,
      long reserved,
      @Nullable Integer version,
      @Nullable String caption,
      boolean spooled) {

    boolean interrupted() {
      return state.equals("started");
    }
  }
}
