package dev.atelier.videos.creators;

import dev.atelier.identity.Member;
import dev.atelier.identity.UserId;
import dev.atelier.videos.Cursors;
import dev.atelier.videos.VideoId;
import dev.atelier.videos.VideoResponse;
import dev.atelier.videos.Videos;
import dev.atelier.videos.creators.CreatorVideoRepository.Listed;
import dev.atelier.videos.creators.CreatorVideoRepository.Place;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a person has made and what they like. The body is the bare list; where it goes on, the
 * header {@code Link} says so.
 */
@RestController
class CreatorVideoController {

  private final CreatorVideoRepository repository;
  private final Videos videos;
  private final Cursors cursors;

  CreatorVideoController(CreatorVideoRepository repository, Videos videos, Cursors cursors) {
    this.repository = repository;
    this.videos = videos;
    this.cursors = cursors;
  }

  @GetMapping("/users/{id}/videos")
  ResponseEntity<List<VideoResponse>> made(
      @Nullable Member member,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    String path = "/users/" + id + "/videos";
    UserId viewer = member == null ? null : member.id();
    Place after = after(path, cursor);
    return page(path, limit, viewer, repository.made(new UserId(id), viewer, after, limit + 1));
  }

  @GetMapping("/users/{id}/liked")
  ResponseEntity<List<VideoResponse>> liked(
      @Nullable Member member,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") @Min(1) @Max(100) int limit) {
    String path = "/users/" + id + "/liked";
    UserId viewer = member == null ? null : member.id();
    Place after = after(path, cursor);
    return page(path, limit, viewer, repository.liked(new UserId(id), viewer, after, limit + 1));
  }

  private Place after(String list, @Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Place.FIRST;
    }
    long[] numbers = cursors.read(list, 3, cursor);
    return new Place(
        Instant.EPOCH.plus(numbers[0], ChronoUnit.MICROS),
        new VideoId(new UUID(numbers[1], numbers[2])));
  }

  private ResponseEntity<List<VideoResponse>> page(
      String list, int limit, @Nullable UserId viewer, List<Listed> found) {
    boolean more = found.size() > limit;
    List<Listed> page = more ? found.subList(0, limit) : found;
    var answer = ResponseEntity.ok();
    if (more) {
      String next = list + "?limit=" + limit + "&cursor=" + cursor(list, page.getLast().place());
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(videos.show(page.stream().map(Listed::video).toList(), viewer));
  }

  private String cursor(String list, Place place) {
    UUID id = place.id().value();
    return cursors.write(
        list,
        ChronoUnit.MICROS.between(Instant.EPOCH, place.time()),
        id.getMostSignificantBits(),
        id.getLeastSignificantBits());
  }
}
