package dev.atelier.campaigns;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * What captions are compared by: pairs of neighbouring words, and a few numbers (a banded MinHash)
 * of which captions that share many pairs almost surely share one.
 */
record CaptionPrint(Set<Integer> pairs) {

  /** From this share of common pairs on, captions are too much alike. */
  private static final double ALIKE = 0.6;

  private static final int BANDS = 12;
  private static final int ROWS = 2;

  static CaptionPrint of(String caption) {
    List<String> words = new ArrayList<>();
    for (String word : caption.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    Set<Integer> pairs = new HashSet<>();
    for (int i = 0; i + 1 < words.size(); i++) {
      pairs.add(hash(words.get(i) + ' ' + words.get(i + 1)));
    }
    if (pairs.isEmpty()) {
      pairs.add(hash(String.join(" ", words)));
    }
    return new CaptionPrint(pairs);
  }

  /** Two captions of one campaign that share none are not alike. */
  Long[] bands(CampaignId campaign) {
    Long[] bands = new Long[BANDS];
    for (int band = 0; band < BANDS; band++) {
      long value = campaign.value().getMostSignificantBits() ^ campaign.value().hashCode();
      value = mix(value + band);
      for (int row = 0; row < ROWS; row++) {
        value = mix(value ^ smallest(band * ROWS + row));
      }
      bands[band] = value;
    }
    return bands;
  }

  boolean isLike(CaptionPrint other) {
    long common = pairs.stream().filter(other.pairs::contains).count();
    return common >= ALIKE * (pairs.size() + other.pairs.size() - common);
  }

  private long smallest(int seed) {
    long smallest = Long.MAX_VALUE;
    for (int pair : pairs) {
      smallest = Math.min(smallest, mix(((long) pair << 16) ^ seed));
    }
    return smallest;
  }

  private static int hash(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }

  /** The finish of SplitMix64. */
  private static long mix(long value) {
    long mixed = value + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
