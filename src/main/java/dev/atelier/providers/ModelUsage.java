package dev.atelier.providers;

/**
 * What a call has used, as the provider reports it.
 *
 * @param inputTokens all tokens that went in, the cached ones included
 * @param cachedInputTokens those of them that the provider had at hand
 * @param outputTokens tokens that came out, thinking included
 */
public record ModelUsage(long inputTokens, long cachedInputTokens, long outputTokens) {

  /** Where the provider reports nothing. */
  public static final ModelUsage UNKNOWN = new ModelUsage(0, 0, 0);
}
