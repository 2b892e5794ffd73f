package dev.atelier.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds out which character separates the cells of a file, from its header line. */
final class Delimiter {

  private static final int LONGEST_HEADER = 128 * 1024;
  private static final char[] CANDIDATES = {',', ';', '\t'};

  private Delimiter() {}

  /**
   * The delimiter that makes the key column appear, and among those the one that makes most
   * columns; a comma where nothing tells. Leaves the reader where it was.
   */
  static char detect(BufferedReader reader, KeyColumn key) throws IOException {
    String header = peekHeader(reader);
    char best = CANDIDATES[0];
    int bestScore = -1;
    for (char candidate : CANDIDATES) {
      List<String> names = split(header, candidate);
      int score = names.size() + (names.stream().anyMatch(key::is) ? LONGEST_HEADER : 0);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static String peekHeader(BufferedReader reader) throws IOException {
    StringBuilder header = new StringBuilder();
    boolean quoted = false;
    boolean started = false;
    reader.mark(LONGEST_HEADER + 1);
    try {
      while (header.length() < LONGEST_HEADER) {
        int character = reader.read();
        boolean lineEnd = character == '\n' || character == '\r';
        if (character < 0 || (lineEnd && started && !quoted)) {
          break;
        }
        quoted ^= character == '"';
        started |= !lineEnd;
        header.append((char) character);
      }
    } catch (StrictText.MalformedTextException e) {
      // The parser meets it again, and then knows in which column.
      return header.toString();
    } finally {
      reader.reset();
    }
    return header.toString();
  }

  private static List<String> split(String header, char delimiter) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (char character : header.toCharArray()) {
      if (character == '"') {
        quoted = !quoted;
      } else if (character == delimiter && !quoted) {
        names.add(name.toString());
        name.setLength(0);
      } else {
        name.append(character);
      }
    }
    names.add(name.toString());
    return names;
  }
}
