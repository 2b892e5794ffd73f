package dev.atelier.videos;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.identity.Caller;
import dev.atelier.identity.Member;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Reports of users, and what the operator does about them. */
@RestController
class ModerationController {

  private static final String LIST = "reports";

  private final Moderation moderation;
  private final VideoReportRepository reports;
  private final Cursors cursors;

  ModerationController(Moderation moderation, VideoReportRepository reports, Cursors cursors) {
    this.moderation = moderation;
    this.reports = reports;
    this.cursors = cursors;
  }

  @PostMapping("/videos/{id}/report")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void report(Member member, @PathVariable UUID id, @RequestBody ReasonForm form) {
    moderation.report(member, new VideoId(id), form.reason());
  }

  @PostMapping("/videos/{id}/hide")
  ModeratedResponse hide(Caller caller, @PathVariable UUID id, @RequestBody ReasonForm form) {
    return ModeratedResponse.of(moderation.hide(caller, new VideoId(id), form.reason()));
  }

  @DeleteMapping("/videos/{id}/hide")
  ModeratedResponse show(Caller caller, @PathVariable UUID id) {
    return ModeratedResponse.of(moderation.show(caller, new VideoId(id)));
  }

  @GetMapping("/api/videos/reports")
  ReportsResponse reports(
      Caller caller,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
    Moderation.requireOperator(caller);
    long[] after =
        cursor == null || cursor.isEmpty()
            ? new long[] {253_370_764_800_000_000L, -1, -1}
            : cursors.read(LIST, 3, cursor);
    List<Report> found =
        reports.before(
            Instant.EPOCH.plus(after[0], ChronoUnit.MICROS),
            new VideoId(new UUID(after[1], after[2])),
            limit + 1);
    boolean more = found.size() > limit;
    List<Report> page = more ? found.subList(0, limit) : found;
    return new ReportsResponse(
        page.stream().map(ReportResponse::of).toList(), more ? cursor(page.getLast()) : null);
  }

  private String cursor(Report last) {
    UUID id = last.video().id().value();
    return cursors.write(
        LIST,
        ChronoUnit.MICROS.between(Instant.EPOCH, last.createdAt()),
        id.getMostSignificantBits(),
        id.getLeastSignificantBits());
  }

  /** Why a video is reported or hidden. */
  record ReasonForm(@Nullable String reason) {}

  /** Whether a video is hidden. */
  record ModeratedResponse(UUID id, boolean hidden) {
    static ModeratedResponse of(Video video) {
      return new ModeratedResponse(video.id().value(), video.hiddenAt() != null);
    }
  }

  /** A page of reports. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ReportsResponse(List<ReportResponse> reports, @Nullable String nextCursor) {}

  /** A report, for the operator's eyes. */
  record ReportResponse(
      UUID videoId,
      UUID userId,
      String prompt,
      boolean hidden,
      UUID reportedBy,
      String reason,
      String createdAt) {

    static ReportResponse of(Report report) {
      Video video = report.video();
      return new ReportResponse(
          video.id().value(),
          video.owner().value(),
          video.prompt(),
          video.hiddenAt() != null,
          report.reporter().value(),
          report.reason(),
          WireTime.of(report.createdAt()));
    }
  }
}
