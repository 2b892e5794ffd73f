package dev.atelier.campaigns;

import dev.atelier.identity.AccountRequired;
import dev.atelier.identity.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Campaigns on the wire that existing clients know. */
@RestController
@RequestMapping("/api/campaigns")
@AccountRequired
class CampaignCompatController {

  private final Campaigns campaigns;
  private final PostRepository posts;
  private final Pictures pictures;

  CampaignCompatController(Campaigns campaigns, PostRepository posts, Pictures pictures) {
    this.campaigns = campaigns;
    this.posts = posts;
    this.pictures = pictures;
  }

  @PostMapping({"", "/"})
  @ResponseStatus(HttpStatus.CREATED)
  CampaignResponse create(Caller caller, @RequestBody CampaignForm form) {
    return CampaignResponse.of(campaigns.create(caller, form));
  }

  @GetMapping({"", "/"})
  List<CampaignResponse> list(
      Caller caller,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int skip,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    return campaigns.page(caller, skip, limit).stream().map(CampaignResponse::of).toList();
  }

  @GetMapping({"/{id}", "/{id}/"})
  CampaignResponse get(Caller caller, @PathVariable UUID id) {
    return CampaignResponse.of(campaigns.find(caller, new CampaignId(id)));
  }

  @PutMapping({"/{id}", "/{id}/"})
  CampaignResponse change(Caller caller, @PathVariable UUID id, @RequestBody CampaignForm form) {
    return CampaignResponse.of(campaigns.change(caller, new CampaignId(id), form));
  }

  @DeleteMapping({"/{id}", "/{id}/"})
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(Caller caller, @PathVariable UUID id) {
    campaigns.delete(caller, new CampaignId(id));
  }

  @GetMapping({"/{id}/posts", "/{id}/posts/"})
  List<PostResponse> posts(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int skip,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    Campaign campaign = campaigns.find(caller, new CampaignId(id));
    return posts.ofCampaign(campaign.id(), status, skip, limit).stream()
        .map(post -> PostResponse.of(post, pictures))
        .toList();
  }

  /** A campaign on the wire. */
  @JsonNaming(SnakeCaseStrategy.class)
  record CampaignResponse(
      String name,
      @Nullable String description,
      String brandName,
      @Nullable String targetAudience,
      @Nullable String toneId,
      UUID id,
      UUID userId,
      String status,
      String createdAt,
      String updatedAt) {

    static CampaignResponse of(Campaign campaign) {
      return new CampaignResponse(
          campaign.name(),
          campaign.description(),
          campaign.brandName(),
          campaign.targetAudience(),
          campaign.tone(),
          campaign.id().value(),
          campaign.owner().value(),
          campaign.status(),
          WireTime.of(campaign.createdAt()),
          WireTime.of(campaign.updatedAt()));
    }
  }
}
