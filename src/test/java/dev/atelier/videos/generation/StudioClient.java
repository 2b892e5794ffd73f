package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the video studio as users do. */
record StudioClient(URI base) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  static StudioClient on(int port) {
    return new StudioClient(URI.create("http://127.0.0.1:" + port));
  }

  /** An answer. */
  record Answer(int status, HttpResponse<byte[]> response) {

    JsonNode json() {
      return JSON.readTree(response.body());
    }

    String text(String field) {
      return json().path(field).asString("");
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  /** A new user. */
  User user() {
    String name = "u" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    Answer answer =
        send(
            "POST",
            "/api/auth/register",
            null,
            Map.of(
                "username", name, "email", name + "@example.com", "password", "securepassword123"));
    assertThat(answer.status()).isBetween(200, 201);
    return new User(this, answer.text("access_token"));
  }

  Answer get(String path, @Nullable String token, String... headers) {
    return send("GET", path, token, null, headers);
  }

  Answer send(
      String method,
      String path,
      @Nullable String token,
      @Nullable Object body,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    byte[] bytes =
        switch (body) {
          case null -> new byte[0];
          case byte[] raw -> raw;
          default -> JSON.writeValueAsBytes(body);
        };
    request.method(
        method,
        bytes.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(bytes));
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Somebody who is signed in. */
  record User(StudioClient studio, String token) {

    Answer create(String prompt) {
      return create(Map.of("prompt", prompt));
    }

    Answer create(Object body) {
      return post("/videos/create", body);
    }

    /** The id of a new video. */
    String made(String prompt) {
      Answer answer = create(prompt);
      assertThat(answer.status()).as(new String(answer.response().body())).isEqualTo(201);
      return answer.text("id");
    }

    Answer post(String path, @Nullable Object body) {
      return studio.send("POST", path, token, body);
    }

    Answer get(String path, String... headers) {
      return studio.get(path, token, headers);
    }

    Answer video(String id) {
      return get("/videos/" + id);
    }

    /** Waits until the video has that status, and returns it. */
    JsonNode awaitStatus(String id, String status) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(() -> assertThat(video(id).text("status")).isEqualTo(status));
      return video(id).json();
    }

    /** Waits until the job has that status. */
    void awaitJob(String id, String status) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .untilAsserted(
              () -> assertThat(get("/videos/" + id + "/job").text("status")).isEqualTo(status));
    }
  }
}
