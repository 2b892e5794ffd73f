package dev.atelier.videos.feed;

import dev.atelier.http.Problem;
import dev.atelier.identity.ClientAddress;
import dev.atelier.identity.Member;
import dev.atelier.videos.Cursors;
import dev.atelier.videos.Profiles;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.Videos;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** People in front of videos. */
@Component
class Viewers {

  private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);

  private final Profiles profiles;
  private final Videos videos;
  private final VideoLines lines;
  private final ClientAddress address;
  private final Cursors cursors;

  Viewers(
      Profiles profiles, Videos videos, VideoLines lines, ClientAddress address, Cursors cursors) {
    this.profiles = profiles;
    this.videos = videos;
    this.lines = lines;
    this.address = address;
    this.cursors = cursors;
  }

  /**
   * Applies what a viewer does, and says that a known one was active.
   *
   * @throws Problem 404 when the video does not exist for the viewer, 409 when nobody else sees it
   */
  Outcome change(@Nullable Member member, VideoId id, Change change) {
    if (member != null) {
      profiles.ensure(member);
    }
    Outcome outcome = lines.apply(id, change).orElseThrow(() -> refusal(member, id));
    if (member != null) {
      touch(member);
    }
    return outcome;
  }

  private Problem refusal(@Nullable Member member, VideoId id) {
    videos.find(id, member == null ? null : member.id());
    return Problem.conflict("video_not_public", "Only what everybody sees takes likes and views");
  }

  // The change is made; that this failed must not tell otherwise.
  private void touch(Member member) {
    try {
      profiles.touch(member.id());
    } catch (DataAccessException e) {
      LOG.warn("{} was active, which is not recorded: {}", member.id(), e.getMessage());
    }
  }

  /**
   * What tells viewers apart who are not known: their address, so that nobody is many by leaving
   * out a cookie. It is not to be read from what is kept.
   */
  String session(HttpServletRequest request) {
    return cursors.digest("viewer", address.of(request));
  }
}
