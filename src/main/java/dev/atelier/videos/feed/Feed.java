package dev.atelier.videos.feed;

import dev.atelier.identity.UserId;
import dev.atelier.videos.Cursors;
import dev.atelier.videos.Video;
import dev.atelier.videos.VideoResponse;
import dev.atelier.videos.Videos;
import dev.atelier.videos.feed.FeedController.FeedItem;
import dev.atelier.videos.feed.FeedController.FeedResponse;
import dev.atelier.videos.feed.FeedRepository.Placed;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The feed, page by page. */
@Component
class Feed {

  /** What is asked for. */
  record Request(
      FeedSort sort, FeedWindow window, @Nullable String cursor, int limit, boolean explain) {}

  private final FeedRepository repository;
  private final FeedTicks ticks;
  private final Cursors cursors;
  private final Videos videos;

  Feed(FeedRepository repository, FeedTicks ticks, Cursors cursors, Videos videos) {
    this.repository = repository;
    this.ticks = ticks;
    this.cursors = cursors;
    this.videos = videos;
  }

  FeedResponse page(Request request, @Nullable UserId viewer) {
    FeedPosition from = position(request);
    List<Placed> found = read(request, from);
    boolean more = found.size() > request.limit();
    List<Placed> page = more ? found.subList(0, request.limit()) : found;
    String next =
        more
            ? new FeedPosition(from.tick(), page.getLast().place())
                .write(cursors, request.sort(), request.window())
            : null;
    return new FeedResponse(items(request, from, page, viewer), next, more);
  }

  private FeedPosition position(Request request) {
    String cursor = request.cursor();
    if (cursor == null || cursor.isEmpty()) {
      return new FeedPosition(ticks.settled(), null);
    }
    FeedPosition from = FeedPosition.parse(cursors, request.sort(), request.window(), cursor);
    return new FeedPosition(ticks.settled(from.tick()), from.after());
  }

  private List<Placed> read(Request request, FeedPosition from) {
    int limit = request.limit() + 1;
    return switch (request.sort()) {
      case HOT -> repository.hot(from, limit);
      case NEW -> repository.newest(from, limit);
      case TOP -> {
        LocalDate today = FeedTicks.day(from.tick());
        yield repository.top(from, request.window().since(today), today.plusDays(1), limit);
      }
    };
  }

  private List<FeedItem> items(
      Request request, FeedPosition from, List<Placed> page, @Nullable UserId viewer) {
    List<Video> placed = page.stream().map(Placed::video).toList();
    // Clients that sort a page by its scores keep the order that it has.
    List<VideoResponse> shown =
        request.sort() == FeedSort.HOT
            ? videos.show(placed, viewer, page.stream().map(it -> it.place().key()).toList())
            : videos.show(placed, viewer);
    return IntStream.range(0, page.size())
        .mapToObj(i -> {
          Explanation why =
              request.explain() ? Explanation.of(request, from.tick(), page.get(i)) : null;
          return new FeedItem(shown.get(i), why);
        })
        .toList();
  }
}
