package dev.atelier.campaigns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Posts to make together.
 *
 * @param name empty for one after the time
 * @param budget most millionths of a dollar; null for the default
 */
record BatchOrder(String name, List<NewPost> posts, CaptionOptions options, @Nullable Long budget) {
  BatchOrder {
    posts = List.copyOf(posts);
  }

  /** How many posts have that half. */
  int count(Part part) {
    return (int)
        posts.stream()
            .filter(NewPost::possible)
            .filter(post -> part == Part.CAPTION ? post.caption() : post.image())
            .count();
  }
}
