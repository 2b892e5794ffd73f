package dev.atelier.videos;

import dev.atelier.identity.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives the video studio over HTTP, as one user or as nobody. */
public final class VideoClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
  private static final JsonMapper JSON = new JsonMapper();

  private final String base;
  private final @Nullable String token;

  private VideoClient(String base, @Nullable String token) {
    this.base = base;
    this.token = token;
  }

  /** An answer; a body that is no JSON is an empty object. */
  public record Answer(int status, JsonNode body, HttpResponse<String> raw) {

    public String text(String field) {
      return body.path(field).asString();
    }

    public String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  public static VideoClient anonymous(int port) {
    return new VideoClient("http://127.0.0.1:" + port, null);
  }

  /** A user with an account of its own. */
  public static VideoClient newUser(int port) {
    return newUser(port, "user-" + UUID.randomUUID().toString().substring(0, 18));
  }

  public static VideoClient newUser(int port, String name) {
    Answer answer =
        anonymous(port)
            .send(
                "POST",
                "/api/auth/register",
                JSON.writeValueAsString(
                    Map.of(
                        "username",
                        name,
                        "email",
                        name + "@example.com",
                        "password",
                        "securepassword123")));
    if (answer.status() != 201 && answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return new VideoClient("http://127.0.0.1:" + port, answer.text("access_token"));
  }

  /** The user's id, as the token says it. */
  public UserId user() {
    String claims = String.valueOf(token).split("\\.")[1];
    JsonNode read = JSON.readTree(Base64.getUrlDecoder().decode(claims));
    return new UserId(UUID.fromString(read.path("user_id").asString()));
  }

  /** The same user at another node. */
  public VideoClient at(int port) {
    return new VideoClient("http://127.0.0.1:" + port, token);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer post(String path) {
    return send("POST", path, null);
  }

  public Answer post(String path, Object body) {
    return send("POST", path, JSON.writeValueAsString(body));
  }

  public Answer patch(String path, Object body) {
    return send("PATCH", path, JSON.writeValueAsString(body));
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  public Answer send(String method, String path, @Nullable String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode json =
          type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode();
      return new Answer(response.statusCode(), json, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
