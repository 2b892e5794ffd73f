package dev.atelier.videos;

import java.util.Locale;

/** How far a video is. Tables hold the name, clients read it in lower case. */
public enum VideoStatus {
  PENDING,
  PROCESSING,
  COMPLETED,
  FAILED;

  /** The status as clients read it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
