package dev.atelier.posters.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.http.Problem;
import dev.atelier.table.Row;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class LargeCsvTests {

  private static final String HEADER = "username,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s\n";
  private static final String LINE =
      "someone" + ",cell text".repeat(18) + ",\"quoted, \"\"text\"\"\"\n";

  @Test
  void t3ALargeFileIsReadQuicklyInConstantMemory() throws IOException {
    long start = System.nanoTime();
    int count = 0;
    long mostHeap = 0;
    try (CsvFile csv = CsvFile.open(rows(CsvFile.MAX_ROWS))) {
      System.gc();
      long before = usedHeap();
      for (Row row : csv) {
        count += row.problem() == null && row.values().size() == 20 ? 1 : 0;
        if (row.number() % 25_000 == 0) {
          System.gc();
          mostHeap = Math.max(mostHeap, usedHeap() - before);
        }
      }
    }
    assertThat(count).isEqualTo(CsvFile.MAX_ROWS);
    assertThat(mostHeap).isLessThan(8L << 20);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void t3OneRowTooManyIsRefusedWithTheLimit() throws IOException {
    try (CsvFile csv = CsvFile.open(rows(CsvFile.MAX_ROWS + 1))) {
      Iterator<Row> rows = csv.iterator();
      Problem problem =
          catchThrowableOfType(Problem.class, () -> rows.forEachRemaining(LargeCsvTests::ignore));
      assertThat(problem.status()).isEqualTo(413);
      assertThat(problem.code()).isEqualTo("too_many_rows");
      assertThat(problem.detail()).contains("100,000");
    }
  }

  private static Endless rows(int count) {
    return new Endless(HEADER, LINE, HEADER.length() + (long) LINE.length() * count);
  }

  private static long usedHeap() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void ignore(Row row) {
    assertThat(row).isNotNull();
  }
}
