package dev.atelier.posters.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many who change the same section at the same time. */
@IntegrationTest
class TemplateRaceTests {

  private static final int MANY = 20;
  private static final String HTML = "<h1>{display_name}</h1>";

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  private final String section = "r-" + UUID.randomUUID();

  @Test
  void twentyActivationsAtOnceAllSucceedAndLeaveOneActive() throws Exception {
    var client = new LibraryClient(port);
    List<String> ids =
        IntStream.range(0, MANY)
            .mapToObj(
                i -> client.upload(section, "T" + i, HTML, false).body().path("id").asString())
            .toList();

    List<Integer> statuses =
        atOnce(
            ids.stream()
                .<Callable<Integer>>map(
                    id -> () -> client.post("/api/templates/" + id + "/activate").status())
                .toList());

    assertThat(statuses).hasSize(MANY).containsOnly(200);
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void twentyUploadsAtOnceGetTwentyVersionsAndLeaveOneActive() throws Exception {
    var client = new LibraryClient(port);

    List<Integer> versions =
        atOnce(
            IntStream.range(0, MANY)
                .<Callable<Integer>>mapToObj(i ->
                    () -> client.upload(section, "T", HTML, true).body().path("version").asInt())
                .toList());

    assertThat(versions)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, MANY).boxed().toList());
    assertThat(active()).isEqualTo(1);
  }

  private int active() {
    return jdbc.sql("select count(*) from posters.template where section = ? and active")
        .param(section)
        .query(Integer.class)
        .single();
  }

  private static List<Integer> atOnce(List<Callable<Integer>> calls)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = threads.invokeAll(calls);
      return answers.stream().map(Future::resultNow).toList();
    }
  }
}
