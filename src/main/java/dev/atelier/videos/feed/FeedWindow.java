package dev.atelier.videos.feed;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Of which videos the top ones are shown: those made in the last days, and today (UTC). */
enum FeedWindow {
  DAY(1),
  WEEK(7),
  MONTH(30),
  ALL(null);

  private final @Nullable Integer days;

  FeedWindow(@Nullable Integer days) {
    this.days = days;
  }

  /** The window that a client names; all when it names none. */
  static FeedWindow of(@Nullable String name) {
    return name == null ? ALL : FeedSort.named(FeedWindow.class, "window", name);
  }

  /** The first day of the window; null when there is none. */
  @Nullable LocalDate since(LocalDate today) {
    return days == null ? null : today.minusDays(days);
  }
}
