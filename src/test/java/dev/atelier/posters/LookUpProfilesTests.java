package dev.atelier.posters;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.atelier.IntegrationTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Rows without an id, against a stand-in that speaks the profile API. */
@IntegrationTest
class LookUpProfilesTests {

  private static final WireMockServer TOPMATE = start();

  @LocalServerPort int port;
  private PosterClient client;

  private static WireMockServer start() {
    var server =
        new WireMockServer(
            WireMockConfiguration.options()
                .dynamicPort()
                .globalTemplating(true)
                .containerThreads(60));
    server.start();
    return server;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("atelier.topmate.api-url", TOPMATE::baseUrl);
  }

  @AfterAll
  static void stop() {
    TOPMATE.stop();
  }

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
    TOPMATE.resetAll();
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .willReturn(
                okJson(
                        """
                        {"user_id": 4711, "username": "{{request.query.username}}",
                         "display_name": "Name of {{request.query.username}}",
                         "bio": "From the directory", "services": null}
                        """)
                    .withTransformers("response-template")));
  }

  @Test
  void t6RowsThatCarryAnIdAreNeverLookedUp() {
    run("username,user_id\nphase,1058727\nzoe,7\n");

    TOPMATE.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void t5EachDistinctNameIsLookedUpOnceAndServesAllItsRows() {
    String id = run("username,display_name\nphase,\nPhase ,Own name\nzoe,\nPHASE,\n");

    TOPMATE.verify(2, getRequestedFor(urlPathEqualTo("/fetchByUsername/")));
    JsonNode save = client.get("/api/batch/jobs/" + id + "/posters-for-save").body();
    assertThat(save.path("totalPosters").asInt()).isEqualTo(4);
    assertThat(save.path("posters").findValuesAsString("userId"))
        .containsExactly("4711", "4711", "4711", "4711");
    assertThat(
            client
                .get("/api/posters/runs/" + id + "/posters")
                .body()
                .findValuesAsString("displayName"))
        .containsExactly("Name of phase", "Own name", "Name of zoe", "Name of phase");
  }

  @Test
  void t7TheNameTravelsAsOneEncodedParameter() {
    run("username\na&username=b/../c?x=%00\n");

    TOPMATE.verify(
        1,
        getRequestedFor(urlPathEqualTo("/fetchByUsername/"))
            .withQueryParam("username", equalTo("a&username=b/../c?x=%00")));
  }

  @Test
  void t9AnUnknownPersonFailsTheRowAndIsCountedAsMissing() {
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .withQueryParam("username", equalTo("ghost"))
            .willReturn(aResponse().withStatus(404)));
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .withQueryParam("username", equalTo("twin"))
            .willReturn(okJson("{\"user_id\": 9, \"username\": \"somebody-else\"}")));
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .withQueryParam("username", equalTo("noid"))
            .willReturn(okJson("{\"user_id\": null, \"username\": \"noid\"}")));

    String id = run("username\nghost\ntwin\nnoid\nzoe\nGHOST\n");

    JsonNode failed =
        client.get("/api/posters/runs/" + id + "/posters?state=failed").body().path("posters");
    assertThat(failed.findValuesAsString("code"))
        .containsExactly(
            "profile_not_found", "profile_mismatch", "profile_not_found", "profile_not_found");
    JsonNode save = client.get("/api/batch/jobs/" + id + "/posters-for-save").body();
    assertThat(save.path("totalPosters").asInt()).isEqualTo(1);
    assertThat(save.path("totalMissingUserId").asInt()).isEqualTo(4);
    TOPMATE.verify(
        1,
        getRequestedFor(urlPathEqualTo("/fetchByUsername/"))
            .withQueryParam("username", equalTo("ghost")));
  }

  @Test
  void t8AtMostTenNamesAreLookedUpAtOnce() {
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .willReturn(
                okJson("{\"user_id\": 1, \"username\": \"{{request.query.username}}\"}")
                    .withTransformers("response-template")
                    .withFixedDelay(200)));
    String names =
        IntStream.rangeClosed(1, 60).mapToObj(i -> "user" + i).collect(Collectors.joining("\n"));

    run("username\n" + names + "\n");

    TOPMATE.verify(60, getRequestedFor(urlPathEqualTo("/fetchByUsername/")));
    assertThat(mostAtOnce(TOPMATE.getAllServeEvents())).isBetween(5, 10);
  }

  @Test
  void t8PreviewsLookUpOneAfterTheOtherBesideTheRuns() throws Exception {
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .willReturn(
                okJson("{\"user_id\": 1, \"username\": \"{{request.query.username}}\"}")
                    .withTransformers("response-template")
                    .withFixedDelay(100)));
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    List<Thread> previews =
        IntStream.range(0, 3)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() ->
                        statuses.add(
                            client
                                .postForm("/api/posters/preview", preview("a%d,b%d,c%d", i))
                                .status())))
            .toList();
    for (Thread preview : previews) {
      preview.join();
    }

    assertThat(statuses).containsExactly(200, 200, 200);
    TOPMATE.verify(9, getRequestedFor(urlPathEqualTo("/fetchByUsername/")));
    assertThat(mostAtOnce(TOPMATE.getAllServeEvents())).isEqualTo(1);
  }

  private static Map<String, String> preview(String names, int number) {
    Map<String, String> form = PosterClient.smallRun("<p>{display_name}</p>");
    form.put("identifiers", names.replace("%d", Integer.toString(number)));
    return form;
  }

  @Test
  void p23AnOutageIsRetriedAndThenSucceeds() {
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .inScenario("outage")
            .whenScenarioStateIs("Started")
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("back"));
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .inScenario("outage")
            .whenScenarioStateIs("back")
            .willReturn(okJson("{\"user_id\": 3, \"username\": \"zoe\"}")));

    String id = run("username\nzoe\n");

    assertThat(client.get("/api/posters/runs/" + id).body().path("succeeded").asInt()).isEqualTo(1);
    TOPMATE.verify(2, getRequestedFor(urlPathEqualTo("/fetchByUsername/")));
  }

  private String run(String csv) {
    String id = client.start(csv).body().path("id").asString();
    client.awaitEnd(id);
    return id;
  }

  private static int mostAtOnce(List<ServeEvent> events) {
    record Edge(long time, int change) {}
    List<Edge> edges = new ArrayList<>();
    for (ServeEvent event : events) {
      long start = event.getRequest().getLoggedDate().getTime();
      edges.add(new Edge(start, 1));
      edges.add(new Edge(start + event.getTiming().getTotalTime(), -1));
    }
    edges.sort(Comparator.comparingLong(Edge::time).thenComparingInt(Edge::change));
    int now = 0;
    int most = 0;
    for (Edge edge : edges) {
      now += edge.change();
      most = Math.max(most, now);
    }
    return most;
  }
}
