package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.ApplicationProcess;
import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.videos.generation.StudioClient.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** V8: kills the application at each step of a video, one after the other. */
@Tag("slow")
class KilledGenerationTests {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  /** At which of its steps a video loses its node. */
  private enum Step {
    ACCEPTED,
    SENDING,
    ANSWERED,
    POLLING,
    FETCHING,
    FETCHED
  }

  @Test
  void v8AKillAtEachOfSixStepsIsOneSubmissionAndOneVideo() throws Exception {
    try (FlowStandIn flow = FlowStandIn.start().doneAfter(3);
        ApplicationProcess application = application(flow)) {
      application.start();
      StudioClient studio = new StudioClient(application.url(""));
      for (Step step : Step.values()) {
        int submits = flow.submits().size();
        User user = studio.user();
        Killer killer = new Killer(application);
        arm(flow, killer, step);

        String id = user.made("A boat, killed when " + step);
        killer.armed.countDown();
        if (step == Step.ACCEPTED) {
          killer.kill();
        }
        await(step.name()).atMost(PATIENCE).until(() -> killer.killed);
        flow.trouble(call -> null).beforeFiles(() -> {}).afterFiles(() -> {});
        application.start();

        await(step.name())
            .atMost(PATIENCE)
            .until(() -> user.video(id).text("status").equals("completed"));
        assertThat(flow.submits().size() - submits).as(step.name()).isEqualTo(1);
        assertThat(user.get("/media/videos/" + id + ".mp4").status()).isEqualTo(200);
        assertThat(user.get("/videos/" + id + "/job").text("status")).isEqualTo("succeeded");
      }
      assertThat(flow.mostActive()).isEqualTo(1);
    }
  }

  private ApplicationProcess application(FlowStandIn flow) {
    return new ApplicationProcess(folder.resolve("home"))
        .environment("FLOW_API_GENERATE_URL", flow.generateUrl())
        .environment("FLOW_API_STATUS_URL", flow.statusUrl())
        .environment("FLOW_PROJECT_ID", "project-1")
        .environment("ATELIER_EGRESS_ALLOW", "127.0.0.1:" + flow.port())
        .environment("VIDEO_STATUS_POLL_SECONDS", "1");
  }

  private static void arm(FlowStandIn flow, Killer killer, Step step) {
    switch (step) {
      case ACCEPTED -> {}
      // Taken, but the answer is lost.
      case SENDING ->
          flow.trouble(call ->
              call.submit() && killer.kill()
                  ? new FlowStandIn.Trouble(0, Map.of(), "", true)
                  : null);
      case ANSWERED ->
          flow.trouble(call -> {
            if (call.submit()) {
              Thread.startVirtualThread(killer::kill);
            }
            return null;
          });
      case POLLING ->
          flow.trouble(call -> {
            if (!call.submit()) {
              killer.kill();
            }
            return null;
          });
      case FETCHING -> flow.beforeFiles(killer::kill);
      case FETCHED -> flow.afterFiles(() -> Thread.startVirtualThread(killer::kill));
    }
  }

  /** Kills the application once, when its client has heard that the video was accepted. */
  private static final class Killer {

    final CountDownLatch armed = new CountDownLatch(1);
    volatile boolean killed;
    private final ApplicationProcess application;

    Killer(ApplicationProcess application) {
      this.application = application;
    }

    boolean kill() {
      try {
        assertThat(armed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      synchronized (this) {
        if (killed) {
          return false;
        }
        application.kill();
        killed = true;
        return true;
      }
    }
  }

  @Test
  void v7TheQueueSurvivesARestartInItsOrder() throws Exception {
    try (FlowStandIn flow = FlowStandIn.start().doneAfter(2);
        ApplicationProcess first = application(flow)) {
      first.start();
      StudioClient studio = new StudioClient(first.url(""));
      List<User> users = List.of(studio.user(), studio.user(), studio.user());
      List<String> ids = users.stream().map(user -> user.made("A boat")).toList();
      first.kill();
      first.start();

      for (int i = 0; i < users.size(); i++) {
        int place = i;
        await()
            .atMost(PATIENCE)
            .until(() -> users.get(place).video(ids.get(place)).text("status").equals("completed"));
      }
      assertThat(flow.mostActive()).isEqualTo(1);
      assertThat(flow.submits()).hasSize(3);
    }
  }
}
