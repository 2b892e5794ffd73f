package dev.atelier.posters;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
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
  void t8RunsPreviewsAndChecksTogetherLookUpNoMoreThanTenAtOnce() throws Exception {
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/"))
            .willReturn(
                okJson("{\"user_id\": 1, \"username\": \"{{request.query.username}}\"}")
                    .withTransformers("response-template")
                    .withFixedDelay(100)));
    String names =
        IntStream.rangeClosed(1, 30).mapToObj(i -> "run" + i).collect(Collectors.joining("\n"));
    String run = client.start("username\n" + names + "\n").body().path("id").asString();
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    List<Thread> others =
        IntStream.range(0, 3)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .start(() ->
                        statuses.add(
                            client
                                .postForm("/api/posters/preview", preview("a%d,b%d,c%d", i))
                                .status())))
            .collect(Collectors.toCollection(ArrayList::new));
    others.add(Thread.ofVirtual().start(() -> statuses.add(checked(30).status())));
    for (Thread other : others) {
      other.join();
    }
    client.awaitEnd(run);

    assertThat(statuses).containsExactly(200, 200, 200, 200);
    TOPMATE.verify(69, getRequestedFor(urlPathEqualTo("/fetchByUsername/")));
    assertThat(mostAtOnce(TOPMATE.getAllServeEvents())).isBetween(5, 10);
  }

  @Test
  void aCheckComparesTheIdOfEachNameOnceAndKeepsWhatItWasTold() {
    JsonNode first = checked(3).body();
    JsonNode again = checked(3).body();

    // The directory knows everybody under 4711.
    assertThat(first.path("counts").path("id_conflict").asInt()).isEqualTo(3);
    assertThat(first.path("findings").path(0).toString())
        .isEqualTo(
            "{\"row\":1,\"column\":\"user_id\",\"rule\":\"id_conflict\",\"message\":\"The row has the id 1, but check3-1 has 4711\"}");
    assertThat(again).isEqualTo(first);
    TOPMATE.verify(3, getRequestedFor(urlPathEqualTo("/fetchByUsername/")));
    assertThat(check(3, "&checkIds=false").body().path("total").asInt()).isZero();
  }

  @Test
  void aCheckSaysWhatItCouldNotCompareAndLeavesABrokenDirectoryAlone() {
    TOPMATE.stubFor(
        get(urlPathEqualTo("/fetchByUsername/")).willReturn(aResponse().withStatus(503)));

    JsonNode report = checked(50).body();

    assertThat(report.path("incomplete").toString()).isEqualTo("[\"ids\"]");
    assertThat(report.path("unchecked").path("ids").asInt()).isEqualTo(50);
    assertThat(report.path("findings").path(0).path("message").asString())
        .startsWith("Ids could not be compared: ");
    assertThat(TOPMATE.getAllServeEvents()).hasSizeLessThan(15);
  }

  private Answer checked(int rows) {
    return check(rows, "");
  }

  /** Of as many people, whose names differ from one number to another. */
  private Answer check(int rows, String parameters) {
    String csv =
        IntStream.rangeClosed(1, rows)
            .mapToObj(i -> "check%d-%d,%d".formatted(rows, i, i))
            .collect(Collectors.joining("\n", "username,user_id\n", "\n"));
    return client.upload(
        "/api/posters/runs?dryRun=true" + parameters,
        csv.getBytes(UTF_8),
        PosterClient.smallRun("<p>{username}</p>"));
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
