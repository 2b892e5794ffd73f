package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What is put over a poster: a logo and the person's picture. */
@IntegrationTest
class OverlayTests {

  private static final AtomicInteger HITS = new AtomicInteger();
  private static final HttpServer CANARY = canary();
  private static final String HOSTILE_TEMPLATE =
      """
      <!doctype html><html><head><style>
      *{margin:9px!important} img{display:none!important}
      body{background:#102030;transform:scale(.5);filter:invert(1)}
      html::before,html::after{display:none!important;content:none!important}
      body>:last-child{color:red}
      </style></head><body><p>{username}</p></body></html>
      """;

  @LocalServerPort int port;
  private PosterClient client;

  private static HttpServer canary() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.createContext(
          "/",
          exchange -> {
            HITS.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The canary may be reached, so that only the picture's harmlessness keeps it silent. */
  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add(
        "atelier.providers.egress-allow", () -> "127.0.0.1:" + CANARY.getAddress().getPort());
  }

  @AfterAll
  static void stop() {
    CANARY.stop(0);
  }

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
    HITS.set(0);
  }

  private static String address() {
    return "http://127.0.0.1:" + CANARY.getAddress().getPort();
  }

  private static String svg(String text) {
    return "data:image/svg+xml;base64,"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String png(Color colour) throws IOException {
    var image = new BufferedImage(140, 70, BufferedImage.TYPE_BYTE_INDEXED);
    var graphics = image.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 140, 70);
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private Answer start(String method, String template, @Nullable String logo, boolean skip) {
    Map<String, @Nullable Object> request = new HashMap<>();
    request.put("bulkMethod", method);
    request.put("posterName", "overlays");
    request.put("size", "custom");
    request.put("customWidth", 400);
    request.put("customHeight", 300);
    request.put("htmlTemplate", template);
    request.put("csvTemplate", template);
    request.put("userIdentifiers", "ada.lovelace");
    request.put("csvColumns", List.of("username"));
    request.put("csvData", List.of(Map.of("username", "ada", "user_id", 7)));
    request.put("topmateLogo", logo);
    request.put("skipOverlays", skip);
    return client.postJson("/api/generate-bulk", request);
  }

  private JsonNode poster(Answer started) {
    assertThat(started.status()).as(started.body().toString()).isEqualTo(200);
    String id = started.body().path("jobId").asString();
    client.awaitEnd(id);
    return client.get("/api/posters/runs/" + id + "/posters").body().path("posters").path(0);
  }

  private BufferedImage picture(JsonNode poster) throws IOException {
    assertThat(poster.path("state").asString()).as(poster.toString()).isEqualTo("succeeded");
    return ImageIO.read(
        new ByteArrayInputStream(client.get(poster.path("url").asString()).raw().body()));
  }

  /** A picture that is made smaller may be a shade off. */
  private static boolean isGreen(BufferedImage image, int x, int y) {
    Color colour = new Color(image.getRGB(x, y));
    return colour.getRed() <= 2 && colour.getGreen() >= 253 && colour.getBlue() <= 2;
  }

  private static String at(BufferedImage image, int x, int y) {
    return "%06x".formatted(image.getRGB(x, y) & 0xffffff);
  }

  @Test
  void aLogoStandsInTheUpperRightWhateverTheTemplateSays() throws IOException {
    BufferedImage made = picture(poster(start("csv", HOSTILE_TEMPLATE, png(Color.GREEN), false)));

    // 70 wide and, as it is twice as wide as high, 35 high; 20 from the edges.
    assertThat(isGreen(made, 311, 21)).isTrue();
    assertThat(isGreen(made, 378, 53)).isTrue();
    assertThat(isGreen(made, 309, 30)).isFalse();
    assertThat(isGreen(made, 381, 30)).isFalse();
    assertThat(isGreen(made, 340, 18)).isFalse();
    assertThat(isGreen(made, 340, 57)).isFalse();
  }

  @Test
  void anSvgLogoIsDrawnOverAFragment() throws IOException {
    String logo =
        svg(
            "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>"
                + "<rect width='10' height='10' fill='#ff0000'/></svg>");

    BufferedImage made = picture(poster(start("csv", "<p>{username}</p>", logo, false)));

    assertThat(at(made, 345, 55)).isEqualTo("ff0000");
    assertThat(at(made, 345, 95)).isEqualTo("ffffff");
  }

  @Test
  void theOverlaysLeaveTheTemplatesLayoutAsItIs() throws IOException {
    String template =
        "<style>body{display:flex}body>:last-child{background:#00f}div{flex:1;height:150px}</style>"
            + "<div></div><div></div>";

    BufferedImage with = picture(poster(start("html", template, png(Color.GREEN), false)));
    BufferedImage without = picture(poster(start("html", template, null, true)));

    assertThat(with.getWidth()).isEqualTo(without.getWidth());
    for (int x = 0; x < 400; x += 5) {
      assertThat(at(with, x, 100)).isEqualTo(at(without, x, 100));
    }
  }

  @Test
  void namedPeoplesPicturesAreRoundWithAWhiteRing() throws IOException {
    BufferedImage made =
        picture(poster(start("html", "<body style='background:#123456'>", null, false)));

    assertThat(at(made, 73, 227)).isNotEqualTo("123456");
    assertThat(at(made, 73, 278)).isEqualTo("ffffff");
    assertThat(at(made, 22, 227)).isEqualTo("ffffff");
    assertThat(at(made, 22, 277)).isEqualTo("123456");
    assertThat(at(made, 18, 227)).isEqualTo("123456");
    assertThat(at(made, 130, 227)).isEqualTo("123456");
  }

  @Test
  void t14AnSvgLogoNeitherRunsNorLoadsAnything() throws IOException {
    String out = address();
    String logo =
        svg(
            """
            <?xml version="1.0"?><?xml-stylesheet href="%1$s/pi.css" type="text/css"?>
            <!DOCTYPE svg [<!ENTITY x SYSTEM "%1$s/entity">]>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
              viewBox="0 0 10 10" onload="fetch('%1$s/onload')" style="fill:url(%1$s/fill#a)">
            <script>fetch('%1$s/script')</script><script href="%1$s/script.js"/>
            <style>@import url(%1$s/import.css); rect{fill:url('%1$s/css.svg#a')}</style>
            <image href="%1$s/image.png" width="9" height="9"/>
            <image xlink:href="%1$s/xlink.png" width="9" height="9"/>
            <use href="%1$s/use.svg#a"/><use xlink:href="%1$s/use2.svg#a"/>
            <feImage href="%1$s/fe.png"/><a href="%1$s/a"><text>&x;</text></a>
            <foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="%1$s/frame"/></foreignObject>
            <rect width="10" height="10" fill="#00ff00"/></svg>
            """
                .formatted(out));

    BufferedImage made = picture(poster(start("csv", "<p>{username}</p>", logo, false)));

    assertThat(at(made, 345, 55)).isEqualTo("00ff00");
    assertThat(HITS).hasValue(0);
  }

  @Test
  void t14CopiesOfCopiesCannotMultiply() throws IOException {
    StringBuilder bomb =
        new StringBuilder("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>");
    bomb.append("<g id='a0'><rect width='9' height='9' fill='#00ff00'/></g>");
    for (int i = 1; i < 12; i++) {
      bomb.append("<g id='a").append(i).append("'>");
      bomb.append("<use href='#a%d'/>".formatted(i - 1).repeat(10)).append("</g>");
    }
    bomb.append("<use href='#a11'/></svg>");

    BufferedImage made =
        picture(poster(start("csv", "<p>{username}</p>", svg(bomb.toString()), false)));

    assertThat(at(made, 345, 55)).isEqualTo("00ff00");
  }

  @Test
  void aLogoThatCannotBeHadIsAWarningOfTheRowAndTheGuardHolds() {
    String port = Integer.toString(CANARY.getAddress().getPort());
    for (String logo :
        List.of(
            address() + "/gone.png",
            "http://169.254.169.254/latest",
            "http://localhost:1/logo.png",
            "data:image/svg+xml;base64,PHN2Zw",
            "data:image/png;base64,AAAA",
            "http://[::1]:" + port + "/x")) {
      JsonNode poster = poster(start("csv", "<p>{username}</p>", logo, false));

      assertThat(poster.path("state").asString()).as(logo).isEqualTo("succeeded");
      assertThat(poster.path("warnings").findValuesAsString("message"))
          .as(logo)
          .anyMatch(message -> message.startsWith("The logo was left out: "));
    }
  }

  @Test
  void skippedOverlaysAreNotPutOn() throws IOException {
    BufferedImage made = picture(poster(start("csv", "<p>x</p>", png(Color.GREEN), true)));

    assertThat(at(made, 345, 30)).isEqualTo("ffffff");
  }
}
