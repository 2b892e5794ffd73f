package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Templates and rows that try to reach something, over the whole way from upload to picture. */
@IntegrationTest
class HostileTemplateTests {

  @LocalServerPort int port;
  private final AtomicInteger hits = new AtomicInteger();
  private ServerSocket canary;
  private PosterClient client;

  @BeforeEach
  void listen() throws IOException {
    client = new PosterClient(port);
    canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual()
        .start(() -> {
          while (!canary.isClosed()) {
            try (Socket ignored = canary.accept()) {
              hits.incrementAndGet();
            } catch (SocketException closed) {
              return;
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          }
        });
  }

  @AfterEach
  void close() throws IOException {
    canary.close();
  }

  @Test
  void t12NothingThatATemplateNamesIsFetchedAndThePosterIsDrawn() {
    String address = "http://127.0.0.1:" + canary.getLocalPort();
    String template =
        """
        <!doctype html><html><head>
        <meta http-equiv="refresh" content="0;url=CANARY/refresh">
        <base href="CANARY/base/">
        <link rel="stylesheet" href="CANARY/style.css">
        <link rel="preload" as="image" href="CANARY/preload"><link rel="prefetch" href="CANARY/pre">
        <link rel="preconnect" href="CANARY"><link rel="dns-prefetch" href="CANARY">
        <style>@import url(CANARY/import.css);
        @font-face {font-family: spy; src: url(CANARY/font.woff2)}
        body {background: url(CANARY/background); font-family: spy}</style>
        <script>fetch('CANARY/fetch'); new WebSocket('CANARY'.replace('http', 'ws'))</script>
        </head><body onload="fetch('CANARY/onload')">
        <img src="CANARY/image"><img srcset="CANARY/srcset 1x">
        <img src="http://[::ffff:127.0.0.1]:PORT/mapped"><img src="http://2130706433:PORT/decimal">
        <iframe src="CANARY/frame"></iframe><iframe src="file:///etc/passwd"></iframe>
        <object data="CANARY/object"></object><embed src="CANARY/embed">
        <video src="CANARY/video" poster="CANARY/poster"></video>
        <svg><image href="CANARY/svg" /><use href="CANARY/use#a" /></svg>
        <p>{display_name}</p></body></html>
        """
            .replace("CANARY", address)
            .replace("PORT", String.valueOf(canary.getLocalPort()));

    String id =
        client.start("username,user_id\nada,1\nlin,2\n", template).body().path("id").asString();
    JsonNode run = client.awaitEnd(id);

    assertThat(run.path("succeeded").asInt()).isEqualTo(2);
    assertThat(run.path("warnings").size()).isPositive();
    assertThat(hits).hasValue(0);
  }

  @Test
  void t13APictureAtAnAddressOfThisNetworkIsRefusedAndReplaced() {
    String address = "http://127.0.0.1:" + canary.getLocalPort() + "/me.png";

    String id =
        client
            .start(
                "username,user_id,profile_pic\nada,1," + address + "\n",
                "<img src=\"{profile_pic}\" width=100 height=100>")
            .body()
            .path("id")
            .asString();
    JsonNode run = client.awaitEnd(id);

    assertThat(run.path("succeeded").asInt()).isEqualTo(1);
    JsonNode poster =
        client.get("/api/posters/runs/" + id + "/posters").body().path("posters").path(0);
    assertThat(poster.path("warnings").path(0).path("code").asString())
        .isEqualTo("address_refused");
    assertThat(hits).hasValue(0);
  }

  @Test
  void t11AValueIsTextWhateverItSays() {
    String id =
        client
            .start(
                "username,user_id,display_name\n"
                    + "ada,1,<img src=http://127.0.0.1:"
                    + canary.getLocalPort()
                    + "/x onerror=alert(1)>\n"
                    + "lin,2,{username}\n")
            .body()
            .path("id")
            .asString();

    assertThat(client.awaitEnd(id).path("succeeded").asInt()).isEqualTo(2);
    assertThat(hits).hasValue(0);
  }
}
