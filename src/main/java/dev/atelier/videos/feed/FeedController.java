package dev.atelier.videos.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.atelier.identity.Member;
import dev.atelier.videos.VideoResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The feed, which anybody may read. */
@RestController
class FeedController {

  private final Feed feed;

  FeedController(Feed feed) {
    this.feed = feed;
  }

  @GetMapping("/videos/feed")
  FeedResponse feed(
      @Nullable Member member,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "10") @Min(1) @Max(50) int limit,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String window,
      @RequestParam(defaultValue = "false") boolean explain) {
    var request =
        new Feed.Request(FeedSort.of(sort), FeedWindow.of(window), cursor, limit, explain);
    return feed.page(request, member == null ? null : member.id());
  }

  /** A page of the feed on the wire. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FeedResponse(List<FeedItem> videos, @Nullable String nextCursor, boolean hasMore) {}

  /** A video on a page, with the reasons of its place where they were asked for. */
  record FeedItem(
      @JsonUnwrapped VideoResponse video,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explanation explanation) {}
}
