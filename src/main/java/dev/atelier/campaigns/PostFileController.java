package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.AccountRequired;
import dev.atelier.identity.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** Posts that come from files and go into files. */
@RestController
@AccountRequired
class PostFileController {

  private final Campaigns campaigns;
  private final PostFiles files;
  private final NewBatches newBatches;
  private final BatchJobs batches;
  private final BatchCompatController answers;
  private final PostExports exports;

  PostFileController(
      Campaigns campaigns,
      PostFiles files,
      NewBatches newBatches,
      BatchJobs batches,
      BatchCompatController answers,
      PostExports exports) {
    this.campaigns = campaigns;
    this.files = files;
    this.newBatches = newBatches;
    this.batches = batches;
    this.answers = answers;
    this.exports = exports;
  }

  /** Reads a file and starts nothing. */
  @PostMapping(
      path = {"/api/campaigns/{id}/import", "/api/campaigns/{id}/import/"},
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ImportResponse check(
      Caller caller,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable MultipartFile file) {
    return ImportResponse.of(read(file, campaigns.find(caller, new CampaignId(id))));
  }

  /** Starts a batch of a file's posts; rows that are no posts fail with their reason. */
  @PostMapping(
      path = {"/api/campaigns/{id}/generate-batch", "/api/campaigns/{id}/generate-batch/"},
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<BatchWire.Generated> generate(
      Caller caller,
      @Nullable RequestKey key,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable MultipartFile file,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "false") boolean wait,
      @RequestHeader HttpHeaders headers) {
    Campaign campaign = campaigns.find(caller, new CampaignId(id));
    Checks checks = new Checks();
    checks.optional("name", name, BatchForm.MAX_NAME);
    checks.verify();
    BatchJob started =
        newBatches
            .started(caller, key)
            .orElseGet(() ->
                newBatches.start(
                    caller,
                    campaign,
                    new BatchOrder(
                        name.strip(), read(file, campaign).posts(), CaptionOptions.DEFAULT, null),
                    key));
    return answers.answer(started, wait, headers);
  }

  private PostFiles.Imported read(@Nullable MultipartFile file, Campaign campaign) {
    if (file == null) {
      throw Problem.invalid(
          "missing_file", "Choose a CSV or JSON file", new FieldError("file", "is required"));
    }
    try (var bytes = file.getInputStream()) {
      return files.read(bytes, campaign);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GetMapping({"/api/batch-jobs/{id}/export", "/api/batch-jobs/{id}/export/"})
  ResponseEntity<StreamingResponseBody> exportBatch(
      Caller caller, @PathVariable String id, @RequestParam(defaultValue = "csv") Format format) {
    BatchJob batch = batches.findLive(caller, id);
    return export("batch-" + batch.id(), batches.posts(batch), format);
  }

  @GetMapping({"/api/campaigns/{id}/export", "/api/campaigns/{id}/export/"})
  ResponseEntity<StreamingResponseBody> exportCampaign(
      Caller caller, @PathVariable UUID id, @RequestParam(defaultValue = "csv") Format format) {
    Campaign campaign = campaigns.find(caller, new CampaignId(id));
    Stream<Post> posts = batches.all(campaign.id()).flatMap(batches::posts);
    return export("campaign-" + campaign.id(), posts, format);
  }

  private ResponseEntity<StreamingResponseBody> export(
      String name, Stream<Post> posts, Format format) {
    ResponseEntity.BodyBuilder response =
        ResponseEntity.ok()
            .header(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s.%s\"".formatted(name, format));
    return switch (format) {
      case csv ->
          response
              .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
              .body(output -> exports.writeCsv(posts, output));
      case json ->
          response
              .contentType(MediaType.APPLICATION_JSON)
              .body(output -> exports.writeJson(posts, output));
    };
  }

  /** What posts can be had as; the names are those of the wire. */
  enum Format {
    csv,
    json
  }

  /** What a file holds, on the wire. */
  @JsonNaming(SnakeCaseStrategy.class)
  record ImportResponse(int total, List<ImportedPost> posts, List<PostFiles.RowError> errors) {

    static ImportResponse of(PostFiles.Imported imported) {
      return new ImportResponse(
          imported.posts().size(),
          imported.posts().stream().filter(NewPost::possible).map(ImportedPost::of).toList(),
          imported.errors());
    }
  }

  /** A post of a file, as a batch takes it. */
  @JsonNaming(SnakeCaseStrategy.class)
  record ImportedPost(
      String brandName,
      String topic,
      String tone,
      String brief,
      String targetAudience,
      boolean generateCaption,
      boolean generateImage) {

    static ImportedPost of(NewPost post) {
      return new ImportedPost(
          post.brandName(),
          post.topic(),
          post.tone(),
          post.brief(),
          post.targetAudience(),
          post.caption(),
          post.image());
    }
  }
}
