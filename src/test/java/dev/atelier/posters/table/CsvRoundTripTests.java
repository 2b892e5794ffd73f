package dev.atelier.posters.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CsvRoundTripTests {

  private static final String ALPHABET = "ab,;\t\"'\n\r \u00A0\uFEFF\u2028é漢🎈=+-@{}<>\\0";
  private static final List<Charset> CHARSETS =
      List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

  @Test
  void t1WhatWasWrittenIsRead() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<List<String>> rows = randomRows(random);
      String delimiter = List.of(",", ";", "\t").get(random.nextInt(3));
      String lineEnd = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
      Charset charset = CHARSETS.get(random.nextInt(3));
      boolean mark = charset != StandardCharsets.UTF_8 || random.nextBoolean();
      String file =
          rows.stream()
              .map(row -> line(row, delimiter, random))
              .collect(Collectors.joining(lineEnd, mark ? "\uFEFF" : "", lineEnd));
      assertThat(read(file.getBytes(charset)))
          .as("seed %d, round %d: %s", seed, round, file)
          .isEqualTo(rows);
    }
  }

  /** A header and at least one row; the first cell of each keeps its line from being blank. */
  private static List<List<String>> randomRows(Random random) {
    int columns = 2 + random.nextInt(5);
    List<List<String>> rows = new ArrayList<>();
    rows.add(IntStream.range(0, columns).mapToObj(i -> i == 0 ? "username" : "c" + i).toList());
    for (int row = random.nextInt(6); row >= 0; row--) {
      List<String> cells = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        cells.add((column == 0 ? "u" : "") + randomCell(random));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static String randomCell(Random random) {
    int[] alphabet = ALPHABET.codePoints().toArray();
    StringBuilder cell = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      cell.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return cell.toString();
  }

  private static String line(List<String> cells, String delimiter, Random random) {
    return cells.stream()
        .map(cell ->
            random.nextInt(4) == 0 || cell.matches("(?s).*[\"\r\n,;\t].*")
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell)
        .collect(Collectors.joining(delimiter));
  }

  private static List<List<String>> read(byte[] file) throws IOException {
    try (CsvFile csv = CsvFile.open(new ByteArrayInputStream(file))) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(csv.columns());
      csv.rows().forEach(row -> rows.add(List.copyOf(row.values().values())));
      return rows;
    }
  }
}
