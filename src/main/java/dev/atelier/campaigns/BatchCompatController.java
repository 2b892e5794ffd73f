package dev.atelier.campaigns;

import dev.atelier.http.MaxBody;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.AccountRequired;
import dev.atelier.identity.Caller;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Batches on the wire that existing clients know. */
@RestController
@RequestMapping("/api")
@AccountRequired
class BatchCompatController {

  private final Campaigns campaigns;
  private final NewBatches newBatches;
  private final BatchJobs batches;
  private final Pictures pictures;
  private final CampaignProperties properties;
  private final Clock clock;

  BatchCompatController(
      Campaigns campaigns,
      NewBatches newBatches,
      BatchJobs batches,
      Pictures pictures,
      CampaignProperties properties,
      Clock clock) {
    this.campaigns = campaigns;
    this.newBatches = newBatches;
    this.batches = batches;
    this.pictures = pictures;
    this.properties = properties;
    this.clock = clock;
  }

  @PostMapping(
      path = {"/campaigns/{id}/generate-batch", "/campaigns/{id}/generate-batch/"},
      consumes = MediaType.APPLICATION_JSON_VALUE)
  @MaxBody("48MB")
  ResponseEntity<BatchWire.Generated> generate(
      Caller caller,
      @Nullable RequestKey key,
      @PathVariable UUID id,
      @RequestBody BatchForm form,
      @RequestParam(defaultValue = "false") boolean wait,
      @RequestHeader HttpHeaders headers) {
    Campaign campaign = campaigns.find(caller, new CampaignId(id));
    BatchJob started =
        newBatches
            .started(caller, key)
            .orElseGet(() -> newBatches.start(caller, campaign, form.checked(campaign), key));
    return answer(started, wait, headers);
  }

  /** At once, or as late as the request prefers. */
  ResponseEntity<BatchWire.Generated> answer(BatchJob started, boolean wait, HttpHeaders headers) {
    Duration preferred = Preference.wait(headers, properties.maxWait());
    Duration most = wait ? properties.maxWait() : preferred;
    BatchJob batch = most == null ? started : batches.await(started, most);
    ResponseEntity.BodyBuilder response =
        batch.ended() ? ResponseEntity.ok() : ResponseEntity.accepted();
    response.location(URI.create("/api/batch-jobs/" + batch.id() + "/status"));
    if (preferred != null) {
      response.header("Preference-Applied", "wait=" + preferred.toSeconds());
    }
    return response.body(
        new BatchWire.Generated(
            BatchWire.Summary.of(batch),
            batch.ended()
                ? results(batch)
                : BatchWire.Results.of(batch, clock.instant(), List.of())));
  }

  private BatchWire.Results results(BatchJob batch) {
    return BatchWire.Results.of(
        batch,
        clock.instant(),
        batches
            .posts(batch)
            .filter(Post::ended)
            .map(post -> BatchWire.Result.of(post, pictures.url(post)))
            .toList());
  }

  @GetMapping({"/campaigns/{id}/batches", "/campaigns/{id}/batches/"})
  List<BatchWire.Item> list(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int skip,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    CampaignId campaign = new CampaignId(id);
    return campaigns.exists(caller, campaign)
        ? batches.page(campaign, status, skip, limit).stream().map(BatchWire.Item::of).toList()
        : List.of();
  }

  @GetMapping({"/batch-jobs/{id}/status", "/batch-jobs/{id}/status/"})
  BatchWire.Status status(Caller caller, @PathVariable String id) {
    return BatchWire.Status.of(batches.find(caller, id));
  }

  @GetMapping({"/batch-jobs/{id}/results", "/batch-jobs/{id}/results/"})
  BatchWire.Results results(Caller caller, @PathVariable String id) {
    return results(batches.findLive(caller, id));
  }
}
