package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.http.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PasswordHashesTests {

  private static final IdentityProperties SETTINGS =
      new IdentityProperties("", "", 30, 4, List.of(), List.of(), "", List.of());

  /** Lets two work until the release and twenty wait, so that nobody more may. */
  static void fill(PasswordHashes passwords, ExecutorService crowd, CountDownLatch release) {
    AtomicInteger working = new AtomicInteger();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(5))
        .until(() -> {
          if (working.get() == 2 && passwords.waiting() == 20) {
            return true;
          }
          crowd.submit(() ->
              passwords.inTurn(() -> {
                working.incrementAndGet();
                awaitQuietly(release);
                return true;
              }));
          return false;
        });
  }

  @Test
  void a15_twoRunAtOnceTwentyWaitAndTheRestIsRefused() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (PasswordHashes passwords = new PasswordHashes(SETTINGS, new SimpleMeterRegistry());
        ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int each = 0; each < 60; each++) {
        answers.add(
            crowd.submit(() -> {
              try {
                return passwords.inTurn(() -> {
                  most.accumulateAndGet(running.incrementAndGet(), Math::max);
                  awaitQuietly(release);
                  running.decrementAndGet();
                  return 200;
                });
              } catch (Problem refused) {
                return refused.status();
              }
            }));
      }
      Awaitility.await().until(() -> answers.stream().filter(Future::isDone).count() == 60 - 22);
      release.countDown();
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : answers) {
        statuses.add(answer.get());
      }

      assertThat(statuses).filteredOn(status -> status == 503).hasSize(38);
      assertThat(statuses).filteredOn(status -> status == 200).hasSize(22);
      assertThat(most).hasValue(2);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
