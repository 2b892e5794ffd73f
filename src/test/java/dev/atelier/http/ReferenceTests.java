package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@HttpTest
class ReferenceTests {

  private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

  @LocalServerPort int port;

  @Test
  void theReferenceListsRoutesAndTheProblem() {
    Answer answer = RawHttp.request(port, "GET", "/openapi.json");

    assertThat(answer.status()).isEqualTo(200);
    var post = answer.json().path("paths").path("/api/probe/orders").path("post");
    assertThat(post.path("responses").path("default").toString())
        .contains("application/problem+json", "#/components/schemas/Problem");
    assertThat(post.path("parameters").toString()).doesNotContain("RequestKey", "caller");
    assertThat(answer.json().at("/components/schemas/Problem/properties").propertyNames())
        .contains("detail", "message", "error", "requestId", "errors");
    assertThat(answer.json().path("paths").propertyNames()).doesNotContain("/error", "/redoc");
  }

  @Test
  void swaggerUiComesWithAllItNeeds() {
    Answer redirect = RawHttp.request(port, "GET", "/docs");
    assertThat(redirect.status()).isEqualTo(302);
    String page = redirect.header("Location").getFirst().replaceFirst("https?://[^/]+", "");

    assertPageIsWhole(page);
    assertThat(RawHttp.request(port, "GET", "/swagger-ui/swagger-initializer.js").body())
        .contains("/openapi.json");
  }

  @Test
  void redocComesWithAllItNeeds() {
    Answer page = assertPageIsWhole("/redoc");

    assertThat(page.header("Content-Security-Policy").getFirst()).contains("worker-src");
  }

  private Answer assertPageIsWhole(String path) {
    Answer page = RawHttp.request(port, "GET", path);
    assertThat(page.status()).as(path).isEqualTo(200);
    assertThat(page.body()).doesNotContain("<script>", "https://", "http://");
    Matcher assets = ASSET.matcher(page.body());
    int count = 0;
    while (assets.find()) {
      String asset = URI.create(path).resolve(assets.group(1)).getPath();
      assertThat(RawHttp.request(port, "GET", asset).status()).as(asset).isEqualTo(200);
      count++;
    }
    assertThat(count).isPositive();
    return page;
  }
}
