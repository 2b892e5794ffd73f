package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every route that names an object, tried by a user on an object of another. */
@IntegrationTest
class ForeignObjectsTests {

  @LocalServerPort int port;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void a17_anotherUsersObjectIsAsGoodAsNone() {
    AuthClient client = new AuthClient(port);
    String ada = client.token("ada" + UUID.randomUUID());
    String eve = client.token("eve" + UUID.randomUUID());
    String campaign = campaign(client, ada);
    String batch = batch(client, ada, campaign);
    List<String> objects =
        List.of(posterJob(client, ada), campaign, batch, post(client, ada, batch));

    for (String id : objects) {
      String nothing = id.startsWith("job_") ? "job_0123456789ab" : UUID.randomUUID().toString();
      routes()
          .forEach((path, methods) -> {
            for (String method : methods) {
              String of = path.replaceAll("\\{[^}]*}", id);
              Answer foreign = call(client, method, of, eve);
              Answer unknown = call(client, method, path.replaceAll("\\{[^}]*}", nothing), eve);
              assertThat(comparable(foreign, id))
                  .as(method + " " + path)
                  .isEqualTo(comparable(unknown, nothing));
              // The older campaign service lists the batches of an unknown campaign: there are
              // none.
              if (!foreign.body().equals("[]")) {
                assertThat(foreign.status()).as(method + " " + path).isBetween(400, 499);
              }
            }
          });
    }
  }

  private Map<String, List<String>> routes() {
    Map<String, List<String>> routes = new TreeMap<>();
    mappings
        .getHandlerMethods()
        .keySet()
        .forEach(mapping -> {
          List<String> methods =
              mapping.getMethodsCondition().getMethods().stream().map(RequestMethod::name).toList();
          mapping.getPatternValues().stream()
              .filter(path -> path.startsWith("/api/") && path.contains("{"))
              .filter(path -> !path.startsWith("/api/posters/templates/"))
              .forEach(path ->
                  routes.merge(
                      path,
                      methods,
                      (one, two) -> Stream.concat(one.stream(), two.stream()).toList()));
        });
    assertThat(routes).containsKey("/api/posters/runs/{id}");
    return routes;
  }

  private static Answer call(AuthClient client, String method, String path, String token) {
    return method.equals("GET")
        ? client.get(path, token)
        : client.send(
            method,
            path,
            "application/json",
            "{}".getBytes(StandardCharsets.UTF_8),
            "Authorization: Bearer " + token);
  }

  private static String comparable(Answer answer, String id) {
    return answer.status() + answer.body().replaceAll("requestId\":\"[^\"]*", "").replace(id, "ID");
  }

  private static String posterJob(AuthClient client, String token) {
    Answer started =
        client.post(
            "/api/generate-bulk",
            Map.of(
                "csvColumns",
                List.of("username", "user_id"),
                "csvData",
                List.of(Map.of("username", "phase", "user_id", "1")),
                "bulkMethod",
                "csv",
                "posterName",
                "ours",
                "size",
                "custom",
                "customWidth",
                320,
                "customHeight",
                240,
                "csvTemplate",
                "<p>{username}</p>"),
            "Authorization: Bearer " + token);
    assertThat(started.status()).as(started.toString()).isEqualTo(200);
    return started.json().path("jobId").asString();
  }

  private static String campaign(AuthClient client, String token) {
    Answer made =
        client.post(
            "/api/campaigns/",
            Map.of("name", "Ours", "brand_name", "Brand"),
            "Authorization: Bearer " + token);
    return made.json().path("id").asString();
  }

  private static String batch(AuthClient client, String token, String campaign) {
    return client
        .post(
            "/api/campaigns/" + campaign + "/generate-batch",
            Map.of("posts", List.of(Map.of("brand_name", "Brand", "tone", "modern"))),
            "Authorization: Bearer " + token)
        .json()
        .path("batch_job")
        .path("id")
        .asString();
  }

  private static String post(AuthClient client, String token, String batch) {
    return client
        .get("/api/batch-jobs/" + batch + "/posts", token)
        .json()
        .path(0)
        .path("id")
        .asString();
  }
}
