package dev.atelier.videos.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atelier.identity.Member;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.feed.Change.React;
import dev.atelier.videos.feed.Change.Undo;
import dev.atelier.videos.feed.Change.Watch;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What viewers make of videos. */
@RestController
class ReactionController {

  private final Viewers viewers;

  ReactionController(Viewers viewers) {
    this.viewers = viewers;
  }

  @PostMapping("/videos/{id}/like")
  ReactionResponse like(Member member, @PathVariable UUID id) {
    return react(member, id, new React(member.id(), Reaction.LIKE));
  }

  @PostMapping("/videos/{id}/dislike")
  ReactionResponse dislike(Member member, @PathVariable UUID id) {
    return react(member, id, new React(member.id(), Reaction.DISLIKE));
  }

  @DeleteMapping("/videos/{id}/like")
  ReactionResponse undoLike(Member member, @PathVariable UUID id) {
    return react(member, id, new Undo(member.id(), Reaction.LIKE));
  }

  @DeleteMapping("/videos/{id}/dislike")
  ReactionResponse undoDislike(Member member, @PathVariable UUID id) {
    return react(member, id, new Undo(member.id(), Reaction.DISLIKE));
  }

  @PostMapping("/videos/{id}/view")
  ViewResponse view(@Nullable Member member, @PathVariable UUID id, HttpServletRequest request) {
    Watch watch =
        member == null ? new Watch(null, viewers.session(request)) : new Watch(member.id(), null);
    Outcome outcome = viewers.change(member, new VideoId(id), watch);
    return new ViewResponse(true, id, outcome.counts().views());
  }

  private ReactionResponse react(Member member, UUID id, Change change) {
    Outcome outcome = viewers.change(member, new VideoId(id), change);
    Reaction reaction = outcome.reaction();
    return new ReactionResponse(
        true,
        id,
        reaction == null ? null : reaction.wire(),
        outcome.counts().likes(),
        outcome.counts().dislikes());
  }

  /** How things stand after a reaction, for all clients there are. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record ReactionResponse(
      boolean success, UUID videoId, @Nullable String reaction, int likes, int dislikes) {}

  /** How things stand after a view. */
  record ViewResponse(boolean success, UUID videoId, long views) {}
}
