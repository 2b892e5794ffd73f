package dev.atelier.videos.feed;

import dev.atelier.videos.Cursors;
import dev.atelier.videos.VideoId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of the feed begins.
 *
 * @param tick as of when the feed is read
 * @param after the last video of the page before; null for the first page
 */
record FeedPosition(long tick, @Nullable Place after) {

  private static final String LIST = "feed";
  private static final int NUMBERS = 4;

  /**
   * A place in the feed's order.
   *
   * @param key what the order is by: score, votes, or microseconds
   */
  record Place(long key, VideoId id) {}

  static FeedPosition parse(Cursors cursors, FeedSort sort, FeedWindow window, String cursor) {
    long[] numbers = cursors.read(list(sort, window), NUMBERS, cursor);
    return new FeedPosition(
        numbers[0], new Place(numbers[1], new VideoId(new UUID(numbers[2], numbers[3]))));
  }

  String write(Cursors cursors, FeedSort sort, FeedWindow window) {
    Place place = after == null ? new Place(0, new VideoId(new UUID(0, 0))) : after;
    UUID id = place.id().value();
    return cursors.write(
        list(sort, window),
        tick,
        place.key(),
        id.getMostSignificantBits(),
        id.getLeastSignificantBits());
  }

  private static String list(FeedSort sort, FeedWindow window) {
    return LIST + "/" + sort + "/" + (sort == FeedSort.TOP ? window : "");
  }
}
