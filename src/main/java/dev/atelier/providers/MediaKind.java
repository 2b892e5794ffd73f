package dev.atelier.providers;

/** What kinds of media users own; each has a collection of documents and a folder of its own. */
public enum MediaKind {
  IMAGE("images"),
  VOICE("voices");

  private final String plural;

  MediaKind(String plural) {
    this.plural = plural;
  }

  /** Name of the collection and of the folder: {@code images} or {@code voices}. */
  public String plural() {
    return plural;
  }
}
