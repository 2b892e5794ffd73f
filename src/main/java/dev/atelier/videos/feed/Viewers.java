package dev.atelier.videos.feed;

import dev.atelier.http.Problem;
import dev.atelier.identity.ClientAddress;
import dev.atelier.identity.Member;
import dev.atelier.videos.Cursors;
import dev.atelier.videos.Profiles;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.Videos;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People in front of videos. */
@Component
class Viewers {

  private static final int DOORS = 4;
  private static final int PATIENCE_SECONDS = 20;

  private final Profiles profiles;
  private final Videos videos;
  private final VideoLines lines;
  private final ClientAddress address;
  private final Cursors cursors;
  private final Semaphore doors = new Semaphore(DOORS, true);

  Viewers(
      Profiles profiles, Videos videos, VideoLines lines, ClientAddress address, Cursors cursors) {
    this.profiles = profiles;
    this.videos = videos;
    this.lines = lines;
    this.address = address;
    this.cursors = cursors;
  }

  /**
   * Applies what a viewer does; a known one has a profile from then on.
   *
   * @throws Problem 404 when the video does not exist for the viewer, 409 when nobody else sees it
   */
  Outcome change(@Nullable Member member, VideoId id, Change change) {
    if (member != null) {
      ensure(member);
    }
    return lines.apply(id, change).orElseThrow(() -> refusal(member, id));
  }

  // A thousand people who come at once must not take all connections, nor wait for one in vain.
  private void ensure(Member member) {
    try {
      if (!doors.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw Problem.unavailable(
            "overloaded", "Too many people at once; try again", Duration.ofSeconds(2), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try {
      profiles.ensure(member);
    } finally {
      doors.release();
    }
  }

  private Problem refusal(@Nullable Member member, VideoId id) {
    videos.find(id, member == null ? null : member.id());
    return Problem.conflict("video_not_public", "Only what everybody sees takes likes and views");
  }

  /**
   * What tells viewers apart who are not known: their address, so that nobody is many by leaving
   * out a cookie. It is not to be read from what is kept.
   */
  String session(HttpServletRequest request) {
    return cursors.digest("viewer", address.of(request));
  }
}
