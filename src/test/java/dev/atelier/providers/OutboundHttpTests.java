package dev.atelier.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProviderException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTests {

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance()
          .options(wireMockConfig().dynamicPort().gzipDisabled(true))
          .build();

  private static final OutboundHttp HTTP = OutboundHttps.allowing();
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @AfterAll
  static void close() {
    HTTP.close();
  }

  private static Call call(Duration deadline, int maxBytes) {
    return new Call("fake", server.url("/x?key=secret"), deadline, maxBytes);
  }

  private static Answer answered(ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlPathEqualTo("/x")).willReturn(answer));
    return HTTP.getTrusted(call(DEADLINE, 1_000_000));
  }

  private static ProviderException failed(ResponseDefinitionBuilder answer) {
    return failed(answer, DEADLINE);
  }

  private static ProviderException failed(ResponseDefinitionBuilder answer, Duration deadline) {
    server.stubFor(get(urlPathEqualTo("/x")).willReturn(answer));
    ProviderException failure =
        catchThrowableOfType(
            ProviderException.class, () -> HTTP.getTrusted(call(deadline, 1_000_000)));
    assertThat(failure).hasMessageNotContaining("secret");
    return failure;
  }

  @Test
  void givesTheWholeAnswer() {
    Answer answer = answered(ok("hello").withHeader("Content-Type", "text/plain"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("text/plain");
    assertThat(answer.body()).asString().isEqualTo("hello");
  }

  @Test
  void unpacksGzip() {
    Answer answer =
        answered(ok().withHeader("Content-Encoding", "gzip").withBody(gzip("hello".getBytes())));

    assertThat(answer.body()).asString().isEqualTo("hello");
  }

  @ParameterizedTest
  @CsvSource({
    "400, REJECTED, upstream_refused",
    "401, REJECTED, upstream_refused",
    "404, REJECTED, not_found",
    "408, TIMED_OUT, timed_out",
    "410, REJECTED, not_found",
    "429, THROTTLED, throttled",
    "500, UNAVAILABLE, upstream_unavailable",
    "502, UNAVAILABLE, upstream_unavailable",
    "503, UNAVAILABLE, upstream_unavailable",
    "302, UNAVAILABLE, upstream_invalid_response",
    "304, UNAVAILABLE, upstream_invalid_response"
  })
  void p23TranslatesTheStatus(int status, Reason reason, String code) {
    ProviderException failure =
        failed(aResponse().withStatus(status).withHeader("Location", "/y").withBody("secret"));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7|PT7S",
        "Sun, 01 Mar 2026 12:00:09 GMT|PT9S",
        "Sun, 01 Mar 2026 11:00:00 GMT|PT0S",
        "86400|PT5M",
        "999999999999|PT5S",
        "soon|PT5S",
        "-3|PT5S",
        "|PT5S"
      })
  void p20ReadsBothFormsOfRetryAfter(String header, Duration expected) {
    ResponseDefinitionBuilder answer = aResponse().withStatus(429);
    if (header != null) {
      answer.withHeader("Retry-After", header);
    }

    assertThat(failed(answer).retryAfter()).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void p25ABrokenConnectionIsUnavailable(Fault fault) {
    assertThat(failed(aResponse().withFault(fault)).reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void aRefusedConnectionIsUnavailable() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Call call = new Call("fake", "http://127.0.0.1:" + port, DEADLINE, 1_000);

    assertThatThrownBy(() -> HTTP.getTrusted(call))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.code()).isEqualTo("upstream_unavailable"));
  }

  @Test
  void p25AnUnknownCodingIsInvalid() {
    assertThat(failed(ok("x").withHeader("Content-Encoding", "br")).code())
        .isEqualTo("upstream_invalid_response");
  }

  @Test
  void p25BytesThatAreNotGzipAreInvalid() {
    assertThat(failed(ok("hello").withHeader("Content-Encoding", "gzip")).code())
        .isEqualTo("upstream_invalid_response");
  }

  @Test
  void p25AGzipBombIsCutOff() {
    byte[] bomb = gzip(new byte[300 * 1024 * 1024]);
    assertThat(bomb).hasSizeLessThan(1_000_000);

    assertThat(failed(ok().withHeader("Content-Encoding", "gzip").withBody(bomb)).code())
        .isEqualTo("upstream_invalid_response");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void p25ABodyOverTheLimitIsRefusedWhetherAnnouncedOrNot(boolean announced) {
    ResponseDefinitionBuilder answer = ok().withBody(new byte[1_000_001]);
    if (!announced) {
      answer.withHeader("Transfer-Encoding", "chunked").withChunkedDribbleDelay(10, 100);
    }

    ProviderException failure = failed(answer);

    assertThat(failure.code()).isEqualTo("upstream_invalid_response");
    assertThat(failure).hasMessageContaining("1000000 bytes");
  }

  @Test
  @Timeout(30)
  void p24NoAnswerTimesOut() {
    long start = System.nanoTime();
    ProviderException failure = failed(ok().withFixedDelay(20_000), Duration.ofMillis(500));

    assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  @Timeout(30)
  void p24ADribblingBodyTimesOutAndFreesThreadAndSocket() throws Exception {
    try (DribblingServer dribble = new DribblingServer();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ProviderException>> failures = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Call call = new Call("fake", dribble.url(), Duration.ofMillis(700), 1_000_000);
        failures.add(
            threads.submit(
                () -> catchThrowableOfType(ProviderException.class, () -> HTTP.getTrusted(call))));
      }
      for (Future<ProviderException> failure : failures) {
        assertThat(failure.get().reason()).isEqualTo(Reason.TIMED_OUT);
      }
      await().atMost(Duration.ofSeconds(5)).until(() -> dribble.open() == 0);
    }
  }

  @Test
  @Timeout(30)
  void p24HeadersWithoutEndTimeOut() throws Exception {
    try (DribblingServer dribble = new DribblingServer()) {
      Call call = new Call("fake", dribble.url() + "headers", Duration.ofMillis(700), 1_000_000);

      assertThat(
              catchThrowableOfType(ProviderException.class, () -> HTTP.getTrusted(call)).reason())
          .isEqualTo(Reason.TIMED_OUT);
      await().atMost(Duration.ofSeconds(5)).until(() -> dribble.open() == 0);
    }
  }

  @Test
  void anInterruptedCallEnds() throws Exception {
    try (DribblingServer dribble = new DribblingServer()) {
      Thread caller =
          Thread.startVirtualThread(() ->
              assertThatThrownBy(
                      () -> HTTP.getTrusted(new Call("fake", dribble.url(), DEADLINE, 1_000_000)))
                  .isInstanceOf(ProviderException.class));
      await().until(() -> dribble.open() == 1);
      caller.interrupt();

      assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
    }
  }

  @Test
  void ignoresProxiesOfTheEnvironment() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      System.setProperty("http.proxyHost", "127.0.0.1");
      System.setProperty("http.proxyPort", Integer.toString(proxy.getLocalPort()));
      System.setProperty("http.nonProxyHosts", "");
      assertThat(answered(ok("direct")).body()).asString().isEqualTo("direct");
    } finally {
      System.clearProperty("http.proxyHost");
      System.clearProperty("http.proxyPort");
      System.clearProperty("http.nonProxyHosts");
    }
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }
}
