package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The browser's dialect of CBOR; that the browser agrees, every test that draws shows. */
class CborTests {

  private static final JsonMapper JSON = JsonMapper.shared();

  @Test
  void readsWhatItWrites() {
    Map<String, ?> message =
        Map.of(
            "id",
            7,
            "params",
            Map.of(
                "html",
                "<p>Zoë 山田 🎨</p>",
                "on",
                true,
                "off",
                false,
                "time",
                1.5,
                "numbers",
                List.of(0, 23, 24, 255, 256, 65_535, 65_536, Integer.MAX_VALUE),
                "below",
                List.of(-1, -24, -25, -65_537, Integer.MIN_VALUE),
                "nested",
                List.of(Map.of("patterns", List.of("*")))));

    assertThat(JSON.readTree(JSON.writeValueAsString(read(CborWriter.write(message)).json())))
        .isEqualTo(JSON.valueToTree(message));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 23, 24, 255, 256, 65_535, 65_536, 5_000_000})
  void carriesTextsOfAnyLength(int length) {
    String html = "x".repeat(length);

    byte[] written = CborWriter.write(Map.of("html", html));

    assertThat(read(written).json().path("html").asString()).isEqualTo(html);
  }

  @ParameterizedTest
  @CsvSource({
    // {"a": "é"} with its text in UTF-16, as the browser writes what is not plain ASCII
    "d8185a00000006bf616142e900ff, é",
    "d8185a00000005bf61616162ff, b",
  })
  void readsTheBrowsersTexts(String hex, String text) {
    assertThat(read(HexFormat.of().parseHex(hex)).json().path("a").asString()).isEqualTo(text);
  }

  @Test
  void keepsAPictureBesideTheMessage() {
    // {"id": 1, "result": {"data": 22(h'010203')}}
    DevToolsMessage message =
        read(
            HexFormat.of()
                .parseHex(
                    "d8185a0000001fbf62696401"
                        + "66726573756c74d8185a0000000bbf6464617461d643010203ffff"));

    assertThat(message.picture()).containsExactly(1, 2, 3);
    assertThat(message.json().path("id").asInt()).isEqualTo(1);
    assertThat(message.json().at("/result/data").isNull()).isTrue();
  }

  @Test
  void refusesAMessageThatIsCutShort() {
    byte[] whole = CborWriter.write(Map.of("id", 1, "method", "Page.enable"));

    for (int length = 1; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatIllegalArgumentException().isThrownBy(() -> read(part));
    }
  }

  @Test
  void refusesValuesThatNoCommandTakes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CborWriter.write(Map.of("when", Instant.EPOCH)));
  }

  private static DevToolsMessage read(byte[] message) {
    return CborReader.read(message, 0, message.length);
  }
}
