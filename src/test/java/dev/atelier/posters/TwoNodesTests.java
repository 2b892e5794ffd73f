package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Limits that hold over all nodes; {@link LookUpProfilesTests} has them on one. */
@Tag("slow")
@Timeout(600)
class TwoNodesTests {

  private static final int NAMES = 60;
  private static final int MOST_AT_ONCE = 10;

  @TempDir Path folder;

  private final String url = TestDatabase.create();

  @Test
  void t8TwoNodesTogetherLookUpNoMoreThanTenAtOnceAndOneSlowNameHoldsUpNobody() {
    try (var topmate = new TopmateServer();
        ApplicationProcess a = node("a", topmate);
        ApplicationProcess b = node("b", topmate)) {
      topmate.delay(name -> name.equals("a1") ? Duration.ofSeconds(8) : Duration.ofMillis(200));
      a.start();
      b.start();

      String first = start(a, "a");
      String second = start(b, "b");

      for (String run : List.of(first, second)) {
        assertThat(client(a).awaitEnd(run).path("succeeded").asInt()).isEqualTo(NAMES);
      }
      System.out.printf("TwoNodesTests: %d lookups at once at most%n", topmate.mostAtOnce());
      assertThat(topmate.asked()).hasSize(2 * NAMES);
      assertThat(topmate.mostAtOnce()).isBetween(MOST_AT_ONCE / 2, MOST_AT_ONCE);
      // Whoever was asked for with the slow one, all others had their answer before it.
      assertThat(topmate.answered().indexOf("a1")).isGreaterThan(NAMES);
    }
  }

  private ApplicationProcess node(String name, TopmateServer topmate) {
    return new ApplicationProcess(folder.resolve(name))
        .environment("DATABASE_URL", url)
        .environment("MEDIA_ROOT", folder.resolve("media").toString())
        .environment("TOPMATE_API_URL", topmate.url());
  }

  private static String start(ApplicationProcess node, String prefix) {
    String names =
        IntStream.rangeClosed(1, NAMES)
            .mapToObj(i -> prefix + i)
            .collect(Collectors.joining("\n", "username\n", "\n"));
    return client(node).start(names).body().path("id").asString();
  }

  private static PosterClient client(ApplicationProcess node) {
    return new PosterClient(node.url("/").getPort());
  }
}
