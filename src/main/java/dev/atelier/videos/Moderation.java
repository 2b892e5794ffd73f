package dev.atelier.videos;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.identity.Member;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Users report videos, and the operator takes them out of everybody's sight. */
@Component
class Moderation {

  private static final int LONGEST_REASON = 500;

  private final Videos videos;
  private final VideoRepository repository;
  private final VideoReportRepository reports;
  private final RankRepository ranks;
  private final Profiles profiles;

  Moderation(
      Videos videos,
      VideoRepository repository,
      VideoReportRepository reports,
      RankRepository ranks,
      Profiles profiles) {
    this.videos = videos;
    this.repository = repository;
    this.reports = reports;
    this.ranks = ranks;
    this.profiles = profiles;
  }

  void report(Member member, VideoId id, @Nullable String reason) {
    String text = checked(reason);
    profiles.ensure(member);
    reports.put(videos.find(id, member.id()).id(), member.id(), text);
    profiles.touch(member.id());
  }

  /** Hides a video at once, in pages that are being read too. */
  @Transactional
  public Video hide(Caller caller, VideoId id, @Nullable String reason) {
    requireOperator(caller);
    String text = checked(reason);
    Video video = repository.lock(id).orElseThrow(Videos::notFound);
    reports.hide(id, text);
    ranks.remove(id);
    return repository.find(video.id()).orElseThrow();
  }

  /** Shows a hidden video again, in pages that are begun from now on. */
  @Transactional
  public Video show(Caller caller, VideoId id) {
    requireOperator(caller);
    Video video = repository.lock(id).orElseThrow(Videos::notFound);
    if (video.hiddenAt() != null) {
      reports.hide(id, null);
      if (video.status() == VideoStatus.COMPLETED) {
        ranks.insertFromNextTick(video);
      }
    }
    return repository.find(video.id()).orElseThrow();
  }

  static void requireOperator(Caller caller) {
    if (!caller.operator()) {
      throw Problem.forbidden("operator_required", "Only the operator may do this");
    }
  }

  private static String checked(@Nullable String reason) {
    String message = fault(reason);
    if (reason == null || message != null) {
      throw Problem.invalid(
          "validation_failed",
          "reason " + message,
          new FieldError("reason", String.valueOf(message)));
    }
    return reason.strip();
  }

  private static @Nullable String fault(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      return "is required";
    }
    boolean text =
        reason
            .codePoints()
            .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    return text && reason.codePointCount(0, reason.length()) <= LONGEST_REASON
        ? null
        : "must be a text of at most " + LONGEST_REASON + " characters";
  }
}
