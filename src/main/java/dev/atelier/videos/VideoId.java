package dev.atelier.videos;

import java.util.UUID;

/** Identifies a video. */
public record VideoId(UUID value) {

  public static VideoId next() {
    return new VideoId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
