package dev.atelier.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.atelier.providers.AddressGuard.AddressRefusedException;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProviderException.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpTests {

  /** Must never be asked by a guarded call. */
  @RegisterExtension
  static final WireMockExtension canary =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  /** Stands for a public host; its port is the only one that the guard allows. */
  @RegisterExtension
  static final WireMockExtension outside =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final String LOOPBACK = "127.0.0.1";

  /** For documentation only, so never public. */
  private static final String TEST_NET = "198.51.100.1";

  private static final DnsResolver SYSTEM = SystemDefaultDnsResolver.INSTANCE;

  @BeforeEach
  void answer() {
    canary.stubFor(any(anyUrl()).willReturn(ok("canary")));
  }

  private static String url(WireMockExtension server, String path) {
    return "http://" + LOOPBACK + ":" + server.getPort() + path;
  }

  private static Call call(String url) {
    return new Call("fake", url, Duration.ofSeconds(30), 1_000_000);
  }

  private static ProviderException failure(OutboundHttp http, String url) {
    try (http) {
      ProviderException failure =
          catchThrowableOfType(ProviderException.class, () -> http.getGuarded(call(url)));
      assertThat(failure).as(url).isNotNull();
      return failure;
    }
  }

  private static void refused(OutboundHttp http, String url) {
    ProviderException failure = failure(http, url);
    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure.code()).isEqualTo("address_refused");
    assertThat(canary.getAllServeEvents()).isEmpty();
  }

  static List<String> spellingsOfLoopback() {
    return List.of(
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0",
        "0.0.0.0",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "[::1]",
        "[::]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "127.127.127.127");
  }

  @ParameterizedTest
  @MethodSource("spellingsOfLoopback")
  void t12NoSpellingOfLoopbackReachesTheCanary(String host) {
    OutboundHttp http = OutboundHttps.onPort(canary.getPort(), SYSTEM);

    ProviderException failure = failure(http, "HTTP://" + host + ":" + canary.getPort() + "/");

    // Some spellings are no name to the system either, and then nothing is dialled at all.
    assertThat(failure.code()).isIn("address_refused", "host_unknown");
    assertThat(canary.getAllServeEvents()).isEmpty();
  }

  @Test
  void t12WithoutTheGuardTheSameSpellingsReachTheCanary() {
    List<String> hosts = List.of("127.0.0.1", "localhost", "2130706433", "[::ffff:7f00:1]");
    for (String host : hosts) {
      String authority = host + ":" + canary.getPort();
      try (OutboundHttp http = OutboundHttps.allowing(authority)) {
        assertThat(http.getGuarded(call("http://" + authority)).body()).isNotEmpty();
      }
    }
    assertThat(canary.getAllServeEvents()).hasSameSizeAs(hosts);
  }

  @Test
  void t12AnAddressWithLeadingZeroesIsCheckedAsItIsDialled() throws Exception {
    InetAddress[] dialled = new AddressGuard(List.of()).resolver(SYSTEM).resolve("0177.0.0.1");

    assertThat(dialled).noneMatch(InetAddress::isLoopbackAddress);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:169.254.169.254]/",
        "http://[fd00:ec2::254]/",
        "http://168.63.129.16/",
        "http://100.100.100.200/",
        "http://192.0.0.192/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://240.0.0.1/",
        "http://255.255.255.255/",
        "http://224.0.0.1/",
        "http://[ff02::1]/",
        "http://[fe80::1]/",
        "http://[fec0::1]/",
        "http://[64:ff9b:1::1]/",
        "http://[::8.8.8.8]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[2001:0:53aa:64c::1]/",
        "http://[2001:db8::1]/",
        "http://[3fff::1]/",
        "http://[5f00::1]/",
        "http://[100:0:0:1::1]/",
        "http://[4000::1]/"
      })
  void t12NoAddressBeyondThePublicOnesIsDialled(String url) {
    refused(OutboundHttps.allowing(), url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://example.com/x",
        "gopher://127.0.0.1/",
        "data:image/png;base64,AAAA",
        "view-source:http://x",
        "\\\\localhost\\etc\\passwd",
        "http:\\\\localhost\\",
        "http://user@example.com/",
        "http://example.com@127.0.0.1/",
        "http://user:pw@example.com/",
        "http://example.com:22/",
        "http://example.com:8080/",
        "https://example.com:65535/",
        "//example.com/",
        "/x",
        "",
        " ",
        "javascript:alert(1)",
        "http:///x",
        "http://",
        "http:",
        "jar:http://x!/",
        "http://a b/",
        "http://exa\nmple.com:22/",
        "http://%31%32%37.0.0.1/",
        "http://[::1",
        "http://\u0000/"
      })
  void t13AUrlOfAnotherFormIsRefused(String url) {
    refused(OutboundHttps.allowing(), url);
  }

  @Test
  void t13ALongUrlIsRefused() {
    refused(OutboundHttps.allowing(), "http://example.com/" + "x".repeat(10_000));
  }

  @Test
  void t13TheCanaryIsReachedWhereTheGuardAllowsIt() {
    try (OutboundHttp http = OutboundHttps.allowing(LOOPBACK + ":" + canary.getPort())) {
      assertThat(http.getGuarded(call(url(canary, "/a b"))).body()).asString().isEqualTo("canary");
    }
    assertThat(canary.getAllServeEvents()).hasSize(1);
  }

  @Test
  void t13AnAllowedPortOpensNoOtherPortOfTheHost() {
    refused(OutboundHttps.allowing(LOOPBACK + ":" + outside.getPort()), url(canary, "/"));
  }

  @Test
  void t13ARedirectToLoopbackIsNotFollowed() {
    redirect("/", url(canary, "/"));

    refused(OutboundHttps.allowing(LOOPBACK + ":" + outside.getPort()), url(outside, "/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://x/",
        "//user@x/",
        "http://[::1]/",
        "data:image/png;base64,AAAA"
      })
  void t13ARedirectToARefusedFormIsNotFollowed(String location) {
    redirect("/r", location);

    refused(OutboundHttps.allowing(LOOPBACK + ":" + outside.getPort()), url(outside, "/r"));
  }

  @Test
  void t13ThreeRedirectsAreFollowed() {
    redirect("/0", "1");
    redirect("/1", "/2");
    redirect("/2", url(outside, "/3"));
    outside.stubFor(get(urlPathEqualTo("/3")).willReturn(ok("there")));

    try (OutboundHttp http = OutboundHttps.allowing(LOOPBACK + ":" + outside.getPort())) {
      assertThat(http.getGuarded(call(url(outside, "/0"))).body()).asString().isEqualTo("there");
    }
  }

  @Test
  void t13ThirtyRedirectsAreNot() {
    redirect("/loop", "/loop");

    refused(OutboundHttps.allowing(LOOPBACK + ":" + outside.getPort()), url(outside, "/loop"));
    assertThat(outside.getAllServeEvents()).hasSize(4);
  }

  private static void redirect(String from, String to) {
    outside.stubFor(get(urlPathEqualTo(from)).willReturn(temporaryRedirect(to)));
  }

  @Test
  void t13ANameIsResolvedOnceAndDialledWhereItWasChecked() {
    Addresses addresses = new Addresses(TEST_NET, LOOPBACK, LOOPBACK);
    OutboundHttp http = OutboundHttps.onPort(canary.getPort(), addresses);

    refused(http, "http://rebind.example:" + canary.getPort() + "/");
    assertThat(addresses.asked).isEqualTo(1);
  }

  @Test
  void t13ANameThatTurnsToLoopbackIsRefusedTheSecondTime() {
    Addresses addresses = new Addresses("10.9.9.9", LOOPBACK);
    DnsResolver guarded = new AddressGuard(List.of()).resolver(addresses);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> guarded.resolve("rebind.example", 80))
          .isInstanceOf(AddressRefusedException.class);
    }
  }

  @Test
  void t13ANameThatTurnsToLoopbackBetweenTwoHopsIsRefused() {
    redirect("/0", "http://rebind.example:" + outside.getPort() + "/1");
    OutboundHttp http =
        OutboundHttps.onPort(
            outside.getPort(), new Addresses(LOOPBACK), LOOPBACK + ":" + outside.getPort());

    refused(http, url(outside, "/0"));
    assertThat(outside.getAllServeEvents()).hasSize(1);
  }

  @Test
  void t13OfSeveralAddressesOnlyThePublicOnesAreDialled() throws Exception {
    InetAddress[] mixed = {InetAddress.getByName(LOOPBACK), InetAddress.getByName("93.184.216.34")};
    DnsResolver guarded = new AddressGuard(List.of()).resolver(resolving(mixed));

    assertThat(guarded.resolve("mixed.example", 80))
        .singleElement()
        .satisfies(found -> assertThat(found.getAddress()).isEqualTo(mixed[1]));
    assertThat(guarded.resolve("mixed.example")).containsExactly(mixed[1]);
  }

  @Test
  void aNameThatNobodyKnowsIsUnavailableRatherThanRefused() {
    OutboundHttp http =
        OutboundHttps.resolving(
            new Addresses() {
              @Override
              public InetAddress[] resolve(String host) throws UnknownHostException {
                throw new UnknownHostException(host);
              }
            });

    assertThat(failure(http, "http://nowhere.example/").code()).isEqualTo("host_unknown");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", ":80", "example.com:http", "example.com:"})
  void namesTheEntryOfTheAllowListThatItCannotRead(String entry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AddressGuard(List.of(entry)))
        .withMessageContaining(entry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Intra.Example:8080", " intra.example:8080 "})
  void allowsWhatTheListNamesWhateverItsCase(String entry) throws Exception {
    InetAddress[] private1 = {InetAddress.getByName("10.0.0.1")};
    AddressGuard guard = new AddressGuard(List.of(entry, ""));

    assertThat(guard.parse("http://intra.example:8080/x").getPort()).isEqualTo(8080);
    assertThat(guard.resolver(resolving(private1)).resolve("INTRA.example", 8080)).hasSize(1);
  }

  private static DnsResolver resolving(InetAddress... found) {
    return new Addresses() {
      @Override
      public InetAddress[] resolve(String host) {
        return found;
      }
    };
  }

  /** Gives one address after the other. */
  private static class Addresses implements DnsResolver {
    private final Queue<String> addresses;
    private int asked;

    Addresses(String... addresses) {
      this.addresses = new ArrayDeque<>(List.of(addresses));
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      if (host.equals(LOOPBACK)) {
        return InetAddress.getAllByName(host);
      }
      asked++;
      return InetAddress.getAllByName(addresses.remove());
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
