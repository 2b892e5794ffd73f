package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leaves an empty queue to the next test. */
final class QueueDrain {

  private QueueDrain() {}

  static void await(JdbcClient jdbc) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql(
                            "select count(*) from videos.video_jobs where status in ('QUEUED',"
                                + " 'RUNNING')")
                        .query(Long.class)
                        .single())
                .isZero());
  }

  /** Waits until the provider's name for the work is known. */
  static void awaitOperation(JdbcClient jdbc, String video) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql(
                            "select operation_name from videos.videos where id = :id::uuid and"
                                + " operation_name is not null")
                        .param("id", video)
                        .query(String.class)
                        .list())
                .isNotEmpty());
  }
}
