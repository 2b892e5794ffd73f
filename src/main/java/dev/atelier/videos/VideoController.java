package dev.atelier.videos;

import dev.atelier.identity.Member;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A single video: to anybody when it is public, to its owner always. */
@RestController
class VideoController {

  private final Videos videos;

  VideoController(Videos videos) {
    this.videos = videos;
  }

  @GetMapping("/videos/{id}")
  VideoResponse get(@Nullable Member member, @PathVariable UUID id) {
    var viewer = member == null ? null : member.id();
    return videos.show(videos.find(new VideoId(id), viewer), viewer);
  }
}
