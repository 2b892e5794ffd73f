package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Templates that try to run, to go elsewhere, to last for ever, or to leave something behind. */
@IntegrationTest
@Timeout(300)
class UnrulyTemplateTests {

  @LocalServerPort int port;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @Test
  void t15NothingOfATemplateRunsOrGoesElsewhereAndEachPosterIsDrawn() {
    List<String> templates =
        List.of(
            "<script>while (1);</script><b>{username}</b>",
            "<body onload='while(1);'><b>{username}</b>",
            "<meta http-equiv=refresh content='0;url=about:blank'><b>{username}</b>",
            "<base href='https://elsewhere.invalid/'><img src=a.png alt=''><b>{username}</b>",
            "<iframe srcdoc='<script>while(1);</script>'></iframe><b>{username}</b>",
            "<a href='javascript:while(1);' target=_blank autofocus>x</a><b>{username}</b>",
            "<svg onload='while(1);'><script>while(1);</script></svg><b>{username}</b>",
            "<object data='data:text/html,<script>while(1);</script>'></object><b>{username}</b>",
            "<dialog open><form method=dialog><button autofocus>x</button></form></dialog>{username}",
            "<style>b{animation:a 1ms infinite}@keyframes a{to{opacity:0}}</style><b>{username}</b>");

    new PostedTemplates(port).draw(templates);
  }

  @Test
  @Tag("slow")
  void t15APosterThatTakesTooLongFailsAloneAndTheNextIsDrawn() {
    String template =
        "<b>{username}</b><div style='display:{mode}'>"
            + "<div style='display:flex;filter:blur(40px) drop-shadow(0 0 90px red)'>".repeat(400)
            + "<b>x</b>".repeat(200_000);
    String id =
        client
            .start("username,user_id,mode\nada,1,grid\nlin,2,none\nzoe,3,none\n", template)
            .body()
            .path("id")
            .asString();

    JsonNode run = client.awaitEnd(id);

    assertThat(run.path("succeeded").asInt()).as(run.toString()).isEqualTo(2);
    JsonNode late =
        client.get("/api/posters/runs/" + id + "/posters").body().path("posters").path(0);
    assertThat(late.path("error").path("code").asString()).isIn("render_timeout", "page_too_large");
  }

  @Test
  void t17NothingOfAPosterIsLeftToTheOthersOfItsRunOrOfTheNext() {
    String reader =
        """
        <h1 id=seen style="font-family:planted,serif;color:rgb(1,2,3)">Left:</h1>
        <a href="https://visited.invalid/">a link</a>
        <script>document.getElementById('seen').textContent += document.cookie
          + localStorage.getItem('left') + window.name;</script>
        <style>a:visited { color: red } @container (min-width: 1px) { h1 { color: red } }</style>
        """;
    String before = pictures(reader);

    pictures(
        """
        <meta http-equiv="Set-Cookie" content="left=cookie">
        <style>@font-face { font-family: planted; src: local('JetBrains Mono') }
        h1 { color: green !important } @property --x { syntax: '*'; inherits: true }</style>
        <a href="https://visited.invalid/" autofocus>a link</a>
        <script>document.cookie = 'left=cookie'; localStorage.setItem('left', 'storage');
          window.name = 'name'; caches.open('left'); indexedDB.open('left');
          navigator.serviceWorker.register('/worker.js');</script>
        <h1>Planted by {username}</h1>
        """);

    assertThat(pictures(reader)).isEqualTo(before);
  }

  /** Those of a run of three rows, each by its checksum. */
  private String pictures(String template) {
    String id =
        client
            .start("username,user_id\nada,1\nlin,2\nzoe,3\n", template)
            .body()
            .path("id")
            .asString();
    assertThat(client.awaitEnd(id).path("succeeded").asInt()).isEqualTo(3);
    StringBuilder tags = new StringBuilder();
    for (JsonNode poster :
        client.get("/api/posters/runs/" + id + "/posters").body().path("posters")) {
      tags.append(
          client
              .get(poster.path("url").asString())
              .raw()
              .headers()
              .firstValue("ETag")
              .orElseThrow());
    }
    return tags.toString();
  }
}
