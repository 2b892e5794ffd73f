package dev.atelier.providers;

/**
 * Where finished posters are handed over, so that the people they show can use them: for each a
 * video, which is the picture, and the share content that offers it.
 *
 * <p>Thread-safe; calls block. Repeatable: a repetition carries the same external id.
 */
public interface PosterTarget {

  /**
   * Which target this is: its kind and place, without secrets. What was handed over to one target
   * was not to another.
   */
  String name();

  /** The setting that chose this target. */
  String setting();

  /**
   * Hands a poster over.
   *
   * @param progress what an earlier try has reached; told of what this one reaches
   * @throws ProviderException rejected with code {@value #REFUSED} when the target refuses the
   *     poster, otherwise by the kind of failure
   */
  void save(Poster poster, Progress progress);

  /** The code of a poster that the target refuses. */
  String REFUSED = "webhook_failed";

  /** The code of any other failure. */
  String BROKEN = "unexpected_error";

  /**
   * A poster to hand over.
   *
   * @param externalId names the poster at the target; never given to another
   * @param campaign the name that the posters were saved under
   * @param userId whose poster it is
   * @param stamp the part of the external id that tells posters of a person and campaign apart
   * @param url where the picture is
   */
  record Poster(String externalId, String campaign, long userId, long stamp, String url) {}

  /** How far the handing over of a poster is, over all tries. */
  interface Progress {

    /** Whether the video is there already. */
    boolean hasVideo();

    /** Remembers, whatever happens next, that the video is there. */
    void videoMade();
  }
}
