package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.atelier.IntegrationTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * How long the rows of a large upload take to check with the benchmark's rich template. Not part of
 * the gate: run it by name.
 */
@IntegrationTest
class CheckRowsBenchmark {

  @LocalServerPort int port;

  @Test
  void aThousandRowsWithTheRichTemplate() throws Exception {
    String template = Files.readString(Path.of("bench", "templates", "rich.html"));
    String csv =
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(i ->
                "u%d,%d,Name Number %d,Engineer %d,%s,%d,4.%d,%d,"
                    .formatted(
                        i,
                        i,
                        i,
                        i,
                        "I help people number " + i + " grow. ".repeat(i % 9),
                        i,
                        i % 10,
                        i % 50))
            .collect(
                Collectors.joining(
                    "\n",
                    "username,user_id,name,title,bio,sessions,rating,countries,avatar\n",
                    "\n"));
    var client = new PosterClient(port);
    for (int i = 0; i < 4; i++) {
      long start = System.nanoTime();
      var answer =
          client.upload(
              "/api/posters/runs?dryRun=true",
              csv.getBytes(UTF_8),
              Map.of("template", template, "size", "custom", "width", "1080", "height", "1080"));
      System.out.printf(
          "BENCH %d ms: %s %s%n",
          (System.nanoTime() - start) / 1_000_000,
          answer.body().path("counts"),
          answer.body().path("incomplete"));
    }
  }
}
