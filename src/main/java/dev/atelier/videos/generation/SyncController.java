package dev.atelier.videos.generation;

import dev.atelier.identity.Member;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoResponse;
import dev.atelier.videos.Videos;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Looks at once how far a video is. */
@RestController
class SyncController {

  private final Syncs syncs;
  private final Videos videos;

  SyncController(Syncs syncs, Videos videos) {
    this.syncs = syncs;
    this.videos = videos;
  }

  /** What the caller believes; nothing of it need be given. */
  record SyncForm(@Nullable String operationName, @Nullable String sceneId) {}

  @PostMapping("/videos/{id}/sync-status")
  VideoResponse sync(
      Member member,
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable SyncForm form) {
    return videos.show(
        syncs.sync(
            member,
            new VideoId(id),
            form == null ? null : form.operationName(),
            form == null ? null : form.sceneId()),
        member.id());
  }
}
