package dev.atelier.campaigns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drives the campaign studio over HTTP as one user. */
final class CampaignClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
  private static final JsonMapper JSON = new JsonMapper();

  private final String base;
  private final Map<String, String> headers;

  private final String username;

  private CampaignClient(String base, String username, Map<String, String> headers) {
    this.base = base;
    this.username = username;
    this.headers = headers;
  }

  /** A user of its own. */
  static CampaignClient newUser(int port) {
    return newUser("http://127.0.0.1:" + port);
  }

  static CampaignClient newUser(String base) {
    String name = "user-" + UUID.randomUUID().toString().substring(0, 18);
    String token =
        new CampaignClient(base, name, Map.of())
            .post(
                "/api/auth/register",
                Map.of(
                    "username",
                    name,
                    "email",
                    name + "@example.com",
                    "password",
                    "securepassword123"))
            .text("access_token");
    return new CampaignClient(base, name, Map.of("Authorization", "Bearer " + token));
  }

  String username() {
    return username;
  }

  /** Nobody. */
  CampaignClient anonymous() {
    return new CampaignClient(base, "", Map.of());
  }

  CampaignClient with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new CampaignClient(base, username, more);
  }

  /** An answer with its body read as JSON, or as an empty object where it has none. */
  record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {

    String text(String field) {
      return body.path(field).asString();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer post(String path) {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  Answer post(String path, Object body) {
    return send("POST", path, "application/json", JSON.writeValueAsString(body));
  }

  Answer put(String path, Object body) {
    return send("PUT", path, "application/json", JSON.writeValueAsString(body));
  }

  Answer send(String method, String path, String contentType, String body) {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .method(method, BodyPublishers.ofString(body)));
  }

  /** An upload of a file, or of a form without one. */
  Answer upload(String path, @Nullable String name, byte[] file) {
    String boundary = "----atelier-test-boundary";
    var bytes = new ByteArrayOutputStream();
    if (name != null) {
      bytes.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
              .formatted(boundary, name)
              .getBytes(UTF_8));
      bytes.writeBytes(file);
    } else {
      bytes.writeBytes(
          "--%s\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx"
              .formatted(boundary)
              .getBytes(UTF_8));
    }
    bytes.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(UTF_8));
    return send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));
  }

  HttpResponse<InputStream> open(String path) {
    try {
      return HTTP.send(request(path).GET().build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new campaign's id. */
  String campaign() {
    return post("/api/campaigns/", Map.of("name", "Summer", "brand_name", "FashionBrand"))
        .text("id");
  }

  /** Starts a batch of so many posts; its id. */
  String start(String campaign, int posts) {
    return post("/api/campaigns/" + campaign + "/generate-batch", posts(posts))
        .body()
        .path("batch_job")
        .path("id")
        .asString();
  }

  static Map<String, Object> posts(int count) {
    return posts(count, "Topic");
  }

  static Map<String, Object> posts(int count, String topic) {
    List<Map<String, String>> posts =
        IntStream.rangeClosed(1, count)
            .mapToObj(i ->
                Map.of(
                    "brand_name",
                    "FashionBrand",
                    "tone",
                    "enthusiastic",
                    "topic",
                    topic + " " + i,
                    "brief",
                    "Brief number " + i + " says something of its own"))
            .toList();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", "Batch");
    body.put("posts", posts);
    return body;
  }

  /** Waits until the batch has ended, and returns its status. */
  JsonNode awaitEnd(String batch) {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> get("/api/batch-jobs/" + batch + "/status").body(),
            status -> !List.of("pending", "processing").contains(status.path("status").asString()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .timeout(Duration.ofMinutes(3));
    headers.forEach(request::header);
    return request;
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body =
          type.contains("json") ? JSON.readTree(response.body()) : JSON.createObjectNode();
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
