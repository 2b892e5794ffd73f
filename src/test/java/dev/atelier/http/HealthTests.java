package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class HealthTests {

  @LocalServerPort int port;

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/api/health", "/api/health/"})
  void healthIsInTheShapeOfTheSpecsO7(String path) {
    Answer answer = RawHttp.request(port, "GET", path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asString()).isEqualTo("healthy");
    assertThat(answer.json().path("database").asBoolean()).isTrue();
    assertThat(answer.json().path("version").asString()).matches("\\d+\\..*");
  }

  @Test
  void aModuleThatIsOutOfOrderIsTold() {
    HealthDetail detail =
        new HealthDetail() {
          @Override
          public Map<String, Object> members() {
            return Map.of("s3_configured", false);
          }

          @Override
          public boolean isDegraded() {
            return true;
          }
        };

    assertThat(new HealthCompatController(List.of(detail), "1").health())
        .containsEntry("status", "degraded")
        .containsEntry("s3_configured", false);
  }

  @Test
  void probesAreOpenAndMetricsAreForTheOperatorO7() {
    assertThat(RawHttp.request(port, "GET", "/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(RawHttp.request(port, "GET", "/actuator/health/readiness").status()).isEqualTo(200);
    assertThat(RawHttp.request(port, "GET", "/actuator/prometheus").body())
        .contains("jvm_memory_used_bytes", "http_server_requests");
    assertThat(RawHttp.request(port, "GET", "/actuator/env").status()).isEqualTo(404);
    assertThat(RawHttp.request(port, "GET", "/actuator/heapdump").status()).isEqualTo(404);
  }
}
