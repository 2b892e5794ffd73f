package dev.atelier.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The archive is the operator's alone. */
@IntegrationTest
class ArchiveAccessTests extends ArchiveScene {

  /** Of one user for all cases, as signing up too often is refused. */
  private static @Nullable String token;

  private String token() {
    String known = token;
    if (known == null) {
      known = signUp();
      token = known;
    }
    return known;
  }

  private String signUp() {
    String name = "user" + UUID.randomUUID().toString().substring(0, 8);
    String account =
        """
        {"username":"%s","email":"%s@example.com","password":"securepassword123"}\
        """
            .formatted(name, name);
    assertThat(archive.post("/api/auth/register", account).status()).isLessThan(300);
    JsonNode signedIn =
        archive
            .post(
                "/api/auth/login",
                "{\"username\":\"%s\",\"password\":\"securepassword123\"}".formatted(name))
            .body();
    return signedIn.path("access_token").asString();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/batch-process-users",
    "GET,/batch-process-status",
    "GET,/batch-process-results",
    "GET,/api/archive",
    "PUT,/api/archive/bandwidth",
    "GET,/api/archive/runs",
    "POST,/api/archive/runs",
    "GET,/api/archive/runs/x",
    "POST,/api/archive/runs/x/stop",
    "POST,/api/archive/runs/x/resume",
    "POST,/api/archive/runs/x/retry-failed",
    "GET,/api/archive/runs/x/users",
    "GET,/api/archive/runs/x/findings",
    "GET,/api/archive/runs/x/events",
    "GET,/api/archive/runs/x/manifest.jsonl",
    "GET,/api/archive/folders",
    "GET,/api/archive/folders/x/manifest.jsonl",
    "GET,/api/archive/folders/x/package.zip",
    "POST,/api/archive/verify",
    "GET,/api/archive/diff"
  })
  void a18UsersAreForbiddenAndStrangersUnknown(String method, String path) {
    String body = method.equals("PUT") ? "{\"bytesPerSecond\":1}" : "";
    RawHttp.Answer user = send(method, path, body, "Authorization: Bearer " + token());
    assertThat(user.status()).as(user.body()).isEqualTo(403);
    assertThat(new JsonMapper().readTree(user.body()).path("error").asString())
        .isEqualTo("forbidden");

    RawHttp.Answer stranger = send(method, path, body, "X-Forwarded-For: 203.0.113.9");
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(archive.status().path("status").asString()).isEqualTo("idle");
  }

  private RawHttp.Answer send(String method, String path, String body, String header) {
    String request =
        """
        %s %s HTTP/1.1\r
        Host: localhost:%d\r
        %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        Connection: close\r
        \r
        %s\
        """
            .formatted(method, path, port, header, body.length(), body);
    return RawHttp.sendBytes(port, request.getBytes(StandardCharsets.US_ASCII));
  }
}
