package dev.atelier.providers.topmate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttps;
import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProfileDirectoryContract;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class TopmateProfileDirectoryTests extends ProfileDirectoryContract {

  @RegisterExtension
  static final WireMockExtension topmate =
      WireMockExtension.newInstance()
          .options(
              wireMockConfig().dynamicPort().globalTemplating(true).jettyHeaderRequestSize(65_536))
          .build();

  private static final OutboundHttp HTTP = OutboundHttps.allowing();
  private static final String PATH = "/fetchByUsername/";

  @AfterAll
  static void close() {
    HTTP.close();
  }

  @BeforeEach
  void knowEverybodyButOne() {
    String answer = file("profile.json").replace("\"ada\"", "{{{toJson request.query.username}}}");
    topmate.stubFor(
        lookup()
            .willReturn(
                aResponse().withHeader("Content-Type", "application/json").withBody(answer)));
    topmate.stubFor(lookup().withQueryParam("username", equalTo(UNKNOWN)).willReturn(notFound()));
    topmate.stubFor(get(urlPathEqualTo("/api/users/4217")).willReturn(okJson(file("user.json"))));
  }

  private static MappingBuilder lookup() {
    return get(urlPathEqualTo(PATH));
  }

  private static String file(String name) {
    try (var stream =
        TopmateProfileDirectoryTests.class.getResourceAsStream("/providers/topmate/" + name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected ProfileDirectory directory() {
    return at(topmate.baseUrl());
  }

  private static ProfileDirectory at(String base) {
    return new TopmateProfileDirectory(
        base, HTTP, JsonMapper.builder().build(), Duration.ofSeconds(10));
  }

  private Profile answered(String json) {
    topmate.stubFor(lookup().willReturn(okJson(json)));
    return directory().findByUsername("ada");
  }

  private ProviderException failedAfter(ResponseDefinitionBuilder answer) {
    topmate.stubFor(lookup().willReturn(answer));
    return failure("ada");
  }

  @Test
  void isNotOffline() {
    assertThat(directory().offline()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "a/b", "?x=", "a&username=b", "%00", "a b+c", "名前", "a=b;c"})
  void t7SendsExactlyOneParameterWhateverTheName(String username) {
    directory().findByUsername(username);

    LoggedRequest request = topmate.getAllServeEvents().getFirst().getRequest();
    assertThat(request.getUrl()).startsWith(PATH + "?username=").doesNotContain("&", "+");
    assertThat(request.getQueryParams()).containsOnlyKeys("username");
    assertThat(request.queryParameter("username").values()).containsExactly(username);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "//", "/v1", "/v1/"})
  void joinsItsPathToTheBaseWithOneSlash(String suffix) {
    String prefix = suffix.startsWith("/v1") ? "/v1" : "";
    topmate.stubFor(
        get(urlPathEqualTo(prefix + PATH)).willReturn(okJson("{\"id\":1,\"username\":\"ada\"}")));

    assertThat(at(topmate.baseUrl() + suffix).findByUsername("ada").userId()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"topmate.io", "ftp://x", "http://user:secret@x", "http://x?y=1", "http://", "a b"})
  void refusesABaseThatCannotWorkWithoutQuotingIt(String base) {
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> at(base))
        .withMessageStartingWith("TOPMATE_API_URL must be")
        .withMessageNotContaining("secret");
  }

  @Test
  void readsAWholeAnswer() {
    Profile profile = directory().findByUsername("ada");

    assertThat(profile.userId()).isEqualTo(4217);
    assertThat(profile.fields())
        .containsEntry("user_id", "4217")
        .containsEntry("display_name", "Ada Lovelace")
        .containsEntry("profile_pic", "https://cdn.example.com/ada.png")
        .containsEntry("average_rating", "4.9")
        .containsEntry("total_bookings", "128")
        .containsEntry("linkedin_url", "https://www.linkedin.com/in/ada")
        .containsEntry("is_verified", "true")
        .containsEntry("timezone", "Europe/London")
        .containsEntry("services_0_title", "Call")
        .doesNotContainKeys("services", "badges", "instagram_url");
  }

  @Test
  void flattensWhatIsNested() {
    assertThat(directory().findById(4217).fields())
        .containsEntry("services_0_title", "Call")
        .containsEntry("services_1_charge", "0")
        .containsEntry("liked_properties", "kind, quick")
        .containsEntry("average_rating", "4.7")
        .containsEntry("profile_pic", "https://cdn.example.com/ada.png");
  }

  @Test
  void t9RefusesAnotherUsersAnswerToAnId() {
    topmate.stubFor(
        get(urlPathEqualTo("/api/users/9")).willReturn(okJson("{\"id\": 8, \"username\": \"b\"}")));
    topmate.stubFor(get(urlPathEqualTo("/api/users/10")).willReturn(notFound()));

    assertThat(catchThrowableOfType(ProviderException.class, () -> directory().findById(9)).code())
        .isEqualTo("profile_mismatch");
    assertThat(catchThrowableOfType(ProviderException.class, () -> directory().findById(10)).code())
        .isEqualTo("profile_not_found");
  }

  @Test
  void keepsNoCharactersThatADatabaseRefuses() {
    assertThat(
            answered("{\"id\":1,\"username\":\"ada\",\"bio\":\"a\\u0000b\",\"name\":\"x\\ud800y\"}")
                .fields())
        .containsEntry("bio", "ab")
        .containsEntry("display_name", "x?y");
  }

  @Test
  void takesTheFirstNameOfAFieldThatIsThere() {
    assertThat(
            answered(
                    """
                    {"id":"7","username":"ada","name":"Ada","picture":"p","display_name":null,
                     "description":"d","bookings_count":3,"rating":4.5,"services":null}
                    """)
                .fields())
        .containsEntry("display_name", "Ada")
        .containsEntry("profile_pic", "p")
        .containsEntry("bio", "d")
        .containsEntry("total_bookings", "3")
        .containsEntry("average_rating", "4.5")
        .containsEntry("user_id", "7")
        .containsEntry("timezone", "UTC");
  }

  @Test
  void joinsFirstAndLastNameWhereThereIsNoOther() {
    assertThat(
            answered("{\"id\":7,\"username\":\"ada\",\"first_name\":\"Ada\",\"last_name\":\"L\"}")
                .fields())
        .containsEntry("display_name", "Ada L");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12|12",
        "\"12\"|12",
        "\" 12 \"|12",
        "9223372036854775807|9223372036854775807",
        "0|",
        "-1|",
        "\"abc\"|",
        "9223372036854775808|",
        "1.5|",
        "null|",
        "true|",
        "[1]|",
        "{}|",
        "\"\"|"
      })
  void t6TakesAnIdOnlyWhenItIsAWholeNumberAboveZero(String json, Long expected) {
    assertThat(answered("{\"user_id\":%s,\"username\":\"ada\"}".formatted(json)).userId())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null", "[]", "{\"detail\":\"none\"}", "{\"user_id\":null}"})
  void t9AnAnswerWithoutAPersonIsNotFound(String json) {
    assertThat(failedAfter(okJson(json)).code()).isEqualTo("profile_not_found");
  }

  @Test
  void t9AnAnswerAboutSomebodyElseIsRejected() {
    ProviderException failure = failedAfter(okJson("{\"user_id\":1,\"username\":\"eve\"}"));

    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure.code()).isEqualTo("profile_mismatch");
  }

  @Test
  void t9AnotherCaseIsTheSamePerson() {
    assertThat(answered("{\"user_id\":1,\"username\":\"Ada\"}").username()).isEqualTo("Ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>secret</html>",
        "{\"user_id\":1",
        "\"text\"",
        "17",
        "[1]",
        "",
        "{\"id\":1,\"id\":2}",
        "{\"id\":1} trailing",
        "\u0000\u0001"
      })
  void p25GarbageIsAnInvalidResponseAndIsNotQuoted(String body) {
    ProviderException failure = failedAfter(aResponse().withBody(body));

    assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(failure.code()).isEqualTo("upstream_invalid_response");
    assertThat(failure).hasMessageNotContaining("secret").hasNoCause();
  }

  @Test
  void p25AnswerDeeperThanAnyProfileIsInvalid() {
    String deep = "{\"a\":".repeat(100_000);

    assertThat(failedAfter(aResponse().withBody(deep)).code())
        .isEqualTo("upstream_invalid_response");
  }

  @Test
  void p25HugeAnswerIsInvalid() {
    assertThat(failedAfter(aResponse().withBody(new byte[5 * 1024 * 1024])).code())
        .isEqualTo("upstream_invalid_response");
  }

  @Test
  void p20PassesOnHowLongToWait() {
    ProviderException failure =
        failedAfter(aResponse().withStatus(429).withHeader("Retry-After", "7"));

    assertThat(failure.reason()).isEqualTo(Reason.THROTTLED);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void asksOnceEvenWhenItFails() {
    failedAfter(aResponse().withStatus(503));

    assertThat(topmate.getAllServeEvents()).hasSize(1);
  }
}
