package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.ApplicationProcess;
import dev.atelier.TestDatabase;
import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.videos.generation.StudioClient.Answer;
import dev.atelier.videos.generation.StudioClient.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos that are asked for at two nodes on one database. */
@Tag("slow")
class GenerationNodesTests {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;

  @Test
  void v5_v7_aUsersPauseAndTheOneLaneHoldOverBothNodes() throws Exception {
    String url = TestDatabase.create();
    try (FlowStandIn flow = FlowStandIn.start().doneAfter(2);
        ApplicationProcess one = node("one", url, flow);
        ApplicationProcess two = node("two", url, flow)) {
      one.start();
      two.start();
      List<StudioClient> nodes =
          List.of(new StudioClient(one.url("")), new StudioClient(two.url("")));

      aUserStartsOneOfTwenty(nodes);
      List<User> users = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        users.add(nodes.get(i % 2).user());
        ids.add(users.get(i).made("Boat " + i));
      }

      for (int i = 0; i < 6; i++) {
        int place = i;
        await()
            .atMost(PATIENCE)
            .until(() -> users.get(place).video(ids.get(place)).text("status").equals("completed"));
      }
      assertThat(flow.mostActive()).isEqualTo(1);
      assertThat(flow.submits()).hasSize(7);
      assertThat(flow.submits().stream().skip(1).map(call -> call.body().toString()))
          .as("in the order they came")
          .zipSatisfy(
              List.of(0, 1, 2, 3, 4, 5),
              (body, number) -> assertThat(body).contains("Boat " + number));
    }
  }

  private static void aUserStartsOneOfTwenty(List<StudioClient> nodes) throws Exception {
    String token = nodes.getFirst().user().token();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Answer>> creates = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        User user = new User(nodes.get(i % 2), token);
        creates.add(() -> user.create("The first"));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Answer> future : executor.invokeAll(creates)) {
        Answer answer = future.get();
        statuses.add(answer.status());
        if (answer.status() == 429) {
          assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 120);
        }
      }
      assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
      assertThat(statuses).filteredOn(status -> status == 429).hasSize(19);
    }
  }

  private ApplicationProcess node(String name, String url, FlowStandIn flow) {
    return new ApplicationProcess(folder.resolve(name))
        .environment("DATABASE_URL", url)
        .environment("SECRET_KEY", "a-key-that-both-of-the-nodes-know-well")
        .environment("MEDIA_ROOT", folder.resolve("media").toString())
        .environment("FLOW_API_GENERATE_URL", flow.generateUrl())
        .environment("FLOW_API_STATUS_URL", flow.statusUrl())
        .environment("FLOW_PROJECT_ID", "project-1")
        .environment("ATELIER_EGRESS_ALLOW", "127.0.0.1:" + flow.port())
        .environment("VIDEO_STATUS_POLL_SECONDS", "1");
  }
}
