package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What holds for every route below {@code /api} that the reference (OpenAPI) lists, tried on each
 * of them, but those of the video studio, which has members of its own.
 */
@IntegrationTest
class EveryRouteTests {

  private static final String NOTHING = "00000000-0000-4000-8000-000000000000";
  private static final Set<String> OPEN =
      Set.of(
          "/health",
          "/api/health",
          "/api/health/",
          "/api/session",
          "/api/auth/register",
          "/api/auth/login");
  private static final Pattern OTHERS =
      Pattern.compile("/api/(videos|supabase/|auth/authorize-url)");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

  @LocalServerPort int port;

  private AuthClient client = new AuthClient(0);
  private String token = "";
  private final List<Route> routes = new ArrayList<>();

  /** A method of a path. */
  private record Route(String method, String pattern, JsonNode operation) {

    String path(String id) {
      return pattern.replaceAll("\\{[^}]*}", id);
    }

    boolean leadsFrom(String path) {
      return path.matches(pattern.replaceAll("\\{[^}]*}", "[^/]+"));
    }

    boolean isOpen() {
      return OPEN.contains(pattern.replaceFirst("(?<=.)/$", ""));
    }

    boolean takesOnly(String type) {
      Set<String> types = new TreeSet<>(operation.at("/requestBody/content").propertyNames());
      return types.equals(Set.of(type));
    }

    Stream<String> parameters(String in) {
      return operation.path("parameters").values().stream()
          .filter(parameter -> parameter.path("in").asString().equals(in))
          .map(parameter -> parameter.path("name").asString());
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  @BeforeEach
  void readTheReference() throws Exception {
    client = new AuthClient(port);
    token = client.token("u" + UUID.randomUUID());
    try (HttpClient http = HttpClient.newHttpClient()) {
      String reference =
          http.send(
                  HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/openapi.json"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      for (var path : JsonMapper.shared().readTree(reference).path("paths").properties()) {
        if (!path.getKey().startsWith("/api/") || OTHERS.matcher(path.getKey()).lookingAt()) {
          continue;
        }
        for (var method : path.getValue().properties()) {
          routes.add(
              new Route(
                  method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
        }
      }
    }
    assertThat(routes).map(Route::pattern).contains("/api/campaigns/", "/api/campaigns");
  }

  @Test
  void a1_noRouteIsOpenToWhoShowsNoGoodToken() {
    for (Route route : routes) {
      if (route.isOpen()) {
        continue;
      }
      for (String proof : List.of("", "Basic YWRhOng=", "Bearer", "Bearer ", "Bearer x.y.z")) {
        Answer answer = send(route, NOTHING, "Authorization: " + proof);
        assertThat(answer.status()).as(route + " " + proof + " " + answer).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate").getFirst()).startsWith("Bearer");
      }
      String mine = "Authorization: Bearer " + token;
      assertThat(send(route, NOTHING, mine, mine).status()).as(route.toString()).isEqualTo(400);
    }
  }

  @Test
  void h5_aBodyThatIsNotJsonIsNotRead() {
    for (Route route : routes) {
      if (!route.takesOnly("application/json")) {
        continue;
      }
      for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "nonsense")) {
        Answer answer =
            client.send(
                route.method(),
                route.path(NOTHING),
                type,
                "a=1".getBytes(StandardCharsets.UTF_8),
                "Authorization: Bearer " + token);
        assertThat(answer.status()).as(route + " " + type + " " + answer).isIn(415, 403);
      }
    }
  }

  @Test
  void h4_brokenJsonIsRefused() {
    for (Route route : routes) {
      if (!route.takesOnly("application/json")) {
        continue;
      }
      for (String json : List.of("{", "{\"a\":1,\"a\":2}", "{} trailing", "[".repeat(5_000), "")) {
        Answer answer =
            client.send(
                route.method(),
                route.path(NOTHING),
                "application/json",
                json.getBytes(StandardCharsets.UTF_8),
                "Authorization: Bearer " + token);
        assertThat(answer.status()).as(route + " " + answer).isBetween(400, 422);
      }
    }
  }

  @Test
  void h6_everyOtherMethodIsRefusedWithThoseThatAreAllowed() {
    for (String pattern : routes.stream().map(Route::pattern).distinct().toList()) {
      String path = pattern.replaceAll("\\{[^}]*}", NOTHING);
      List<String> known =
          routes.stream().filter(route -> route.leadsFrom(path)).map(Route::method).toList();
      for (String method : METHODS) {
        boolean follows =
            method.equals("OPTIONS") || method.equals("HEAD") && known.contains("GET");
        if (known.contains(method) || follows) {
          continue;
        }
        Answer answer =
            send(
                new Route(method, pattern, JsonMapper.shared().nullNode()),
                NOTHING,
                "Authorization: Bearer " + token,
                "X-HTTP-Method-Override: " + known.getFirst());
        assertThat(answer.status()).as(method + " " + pattern + " " + answer).isEqualTo(405);
        assertThat(String.join(",", answer.header("Allow")).split(", ?")).containsAll(known);
      }
    }
  }

  @Test
  void h1_aNumberThatCannotBeIsRefusedByItsName() {
    Set<String> tried = new TreeSet<>();
    for (Route route : routes) {
      route
          .parameters("query")
          .filter(Set.of("limit", "skip", "offset")::contains)
          .forEach(name -> {
            List<String> values =
                new ArrayList<>(List.of("-1", "1.5", "abc", "9223372036854775808", "1e3"));
            values.add(name.equals("limit") ? "1000000000" : "1000000000000");
            values.add("1&" + name + "=2");
            if (name.equals("limit")) {
              values.add("0");
            }
            for (String value : values) {
              Answer answer =
                  RawHttp.request(
                      port,
                      route.method(),
                      route.path(NOTHING) + "?" + name + "=" + value,
                      "Authorization: Bearer " + token);
              assertThat(answer.status()).as(route + " " + value + " " + answer).isEqualTo(422);
              assertThat(answer.json().path("detail").asString()).contains(name);
            }
            tried.add(route.pattern());
          });
    }
    assertThat(tried)
        .contains("/api/campaigns/", "/api/campaigns/{id}/posts", "/api/campaigns/{id}/batches");
  }

  @Test
  void h11_anIdOfAnyFormIsNoFaultOfOurs() {
    for (Route route : routes) {
      if (!route.pattern().contains("{")) {
        continue;
      }
      for (String id :
          List.of("1", "not-a-uuid", "a".repeat(300), "%00", "%F0%9F%98%80", "%27%20or%201%3D1")) {
        Answer answer = send(route, id, "Authorization: Bearer " + token);
        assertThat(answer.status()).as(route + " " + id + " " + answer).isBetween(400, 422);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//api/campaigns/",
        "/api//campaigns/",
        "/api/campaigns//",
        "/api/./campaigns/",
        "/api/%2e/campaigns/",
        "/x/../api/campaigns/",
        "/x/%2e%2e/api/campaigns/",
        "/api/campaigns;x=1/",
        "/api/campaigns/;x=1",
        "/api;/campaigns",
        "/API/campaigns/",
        "/api/Campaigns",
        "/api/campaigns%00",
        "/api/campaigns%2f",
        "/api%2fcampaigns",
        "/api%5ccampaigns",
        "/api\\campaigns",
        "/api/campaigns.json",
        "/api/campaigns?x=1",
        "/api/%63ampaigns",
        "/api/campaigns#x",
        "/api/campaigns/%2e%2e/auth/me",
        "/api/auth/login/../me",
        "/api/auth/login/%2e%2e/me",
        "/api/auth/login;/../me",
        "/api/health/../campaigns/",
        "/api/campaigns/..;/campaigns/",
        "/api/%252e%252e/campaigns/",
        "/api/campaigns%09",
        "/api/campaigns%20",
        "/API/CAMPAIGNS/",
        "/api/campaigns/%2f",
        "/api/campaigns/%5c",
        "/api/campaigns/.",
        "/api/campaigns/./",
        "/api/auth/login/..%2fme",
        "/api/auth/register/%2e%2e%2fme",
        "/api/campaigns%3bx=1",
        "/;/api/campaigns/",
        "/api/auth/login;x=1/../me"
      })
  void h7_noPathGoesAroundTheDoor(String path) {
    for (String method : List.of("GET", "HEAD", "POST", "DELETE")) {
      Answer answer = RawHttp.request(port, method, path);
      boolean page =
          answer.status() == 200
              && (method.equals("HEAD") || answer.body().contains("<title>Atelier"));
      assertThat(page || Set.of(400, 401, 404, 405).contains(answer.status()))
          .as(method + " " + path + answer)
          .isTrue();
    }
  }

  private Answer send(Route route, String id, String... headers) {
    return RawHttp.request(port, route.method(), route.path(id), headers);
  }
}
