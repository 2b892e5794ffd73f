package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.providers.PageRenderer.Picture;
import java.awt.Font;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FontTests {

  private static TestRenderer renderer;
  private static FontCoverage shipped;

  @BeforeAll
  static void start() throws Exception {
    renderer = TestRenderer.start();
    shipped = FontCoverage.of(TestRenderer.fonts().folders().subList(0, 1));
  }

  @AfterAll
  static void stop() throws Exception {
    renderer.close();
  }

  @Test
  void deliveredFontsUnpackToTrueType() throws Exception {
    List<String> names = Delivered.text("fonts/fonts.txt").lines().toList();
    assertThat(names).hasSizeGreaterThan(50);
    for (String name : List.of("inter-latin-700-normal.woff", "lora-latin-400-normal.woff")) {
      try (InputStream packed = Delivered.open("fonts/" + name)) {
        byte[] unpacked = WoffFont.unpack(packed.readAllBytes());
        Font font = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(unpacked));
        assertThat(name).startsWith(font.getFamily().toLowerCase(java.util.Locale.ROOT));
        assertThat(font.canDisplay('é')).isTrue();
      }
    }
  }

  @Test
  void otherBytesAreNoFont() {
    assertThatThrownBy(() -> WoffFont.unpack(new byte[64])).isInstanceOf(IOException.class);
  }

  @Test
  void everyDeliveredFamilyAndWeightDrawsItsOwnLetters_T18() throws Exception {
    List<String> fonts =
        List.of(
            "400 60px Inter",
            "500 60px Inter",
            "700 60px Inter",
            "900 60px Inter",
            "800 60px Inter",
            "400 60px Poppins",
            "500 60px Poppins",
            "600 60px Poppins",
            "700 60px Poppins",
            "400 60px 'Playfair Display'",
            "900 60px 'Playfair Display'",
            "400 60px Lora",
            "700 60px Lora",
            "400 60px 'JetBrains Mono'",
            "400 60px 'Noto Sans'");
    Map<Integer, String> seen = new HashMap<>();
    for (String font : fonts) {
      Picture picture = renderer.render("<p style=\"margin:0;font:%s\">Quay Rag".formatted(font));
      assertThat(seen.put(Arrays.hashCode(picture.bytes()), font)).as(font).isNull();
    }
    assertThat(renderer.render("<p style='font:60px sans-serif'>Quay").bytes())
        .isEqualTo(renderer.render("<p style='font:60px Inter'>Quay").bytes());
  }

  /** Names as people of many scripts write them. */
  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("Polish", "Łukasz Żółć"),
        Arguments.of("Vietnamese", "Nguyễn Thị Hồng"),
        Arguments.of("Russian", "Наталья Щёлокова"),
        Arguments.of("Greek", "Ελευθέριος Ψαράς"),
        Arguments.of("Hebrew", "יעל כהן"),
        Arguments.of("Arabic", "محمد العربي"),
        Arguments.of("Urdu", "گلزار ٹھاکر"),
        Arguments.of("Hindi", "प्रियंका श्रीवास्तव"),
        Arguments.of("Bengali", "রবীন্দ্রনাথ ঠাকুর"),
        Arguments.of("Tamil", "கிருஷ்ணன் ஸ்ரீ"),
        Arguments.of("Telugu", "శ్రీనివాస్"),
        Arguments.of("Kannada", "ಕೃಷ್ಣಪ್ಪ"),
        Arguments.of("Malayalam", "ശ്രീകുമാർ"),
        Arguments.of("Gujarati", "શ્રીદેવી"),
        Arguments.of("Punjabi", "ਗੁਰਪ੍ਰੀਤ"),
        Arguments.of("Sinhala", "ශ්‍රීමා"),
        Arguments.of("Thai", "สมชาย ใจดี"),
        Arguments.of("Lao", "ສົມສັກ"),
        Arguments.of("Khmer", "សុខា"),
        Arguments.of("Burmese", "အောင်ဆန်း"),
        Arguments.of("Georgian", "გიორგი"),
        Arguments.of("Armenian", "Արամ Խաչատրյան"),
        Arguments.of("Amharic", "አበበ በቂላ"),
        Arguments.of("Chinese", "王小明 李媛 龘"),
        Arguments.of("Traditional Chinese", "張學友 鄧麗君 龍"),
        Arguments.of("Japanese", "山田はなこ サクラ 辻 𠮷"),
        Arguments.of("Korean", "김민준 뷁"),
        Arguments.of("Emoji", "🎉👩🏽‍💻🇮🇳❤️"),
        Arguments.of("Fancy letters", "𝓐𝓷𝓷𝓪 𝔅𝕠𝙗"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aNameOfAnyScriptIsDrawnByAFontThatComesAlong_T18(String script, String name)
      throws Exception {
    assertThat(name.codePoints().filter(c -> !shipped.has(c)).mapToObj(Character::toString))
        .as("characters without a glyph")
        .isEmpty();

    byte[] unknown = renderer.render(text("\uE123")).bytes();
    name.codePoints()
        .filter(Character::isLetter)
        .mapToObj(Character::toString)
        .distinct()
        .forEach(letter ->
            assertThat(renderer.render(text(letter)).bytes()).as(letter).isNotEqualTo(unknown));
    Picture picture = renderer.render(text(name), 1200, 200);
    assertThat(picture.bytes()).isEqualTo(renderer.render(text(name), 1200, 200).bytes());
    Path kept = Path.of("target", "scripts", script + ".png");
    Files.createDirectories(kept.getParent());
    Files.write(kept, picture.bytes());
  }

  /** In one line with a letter between, the letters do not join: that is how they look alone. */
  @Test
  void arabicLettersJoin() throws Exception {
    Picture joined = renderer.render(text("<span style='color:red'>محمد"), 600, 150);
    Picture apart =
        renderer.render(text("<span style='color:red'>م&zwnj;ح&zwnj;م&zwnj;د"), 600, 150);
    assertThat(joined.bytes()).isNotEqualTo(apart.bytes());
  }

  @Test
  void theMachinesFontsDrawNothingThatOursHave_T18() throws Exception {
    for (String letter : List.of("م", "א", "Ա", "ა", "☽")) {
      String named = letter.equals("م") ? "Noto Sans Arabic" : "Inter";
      assertThat(renderer.render("<p style='font:60px DejaVu Sans'>" + letter).bytes())
          .as(letter)
          .isNotEqualTo(renderer.render("<p style='font:60px " + named + "'>" + letter).bytes());
    }
    assertThat(renderer.render(text("محمد")).bytes())
        .isEqualTo(
            renderer.render("<p style='margin:0;font:80px Inter,Noto Sans Arabic'>محمد").bytes());
  }

  @Test
  void aCharacterWithoutAGlyphIsKnownToHaveNone() {
    assertThat(shipped.has(0xE123)).isFalse();
    assertThat(shipped.has(0xEFFFD)).isFalse();
    assertThat(shipped.has(' ')).isTrue();
    assertThat(shipped.has(0x200D)).isTrue();
    assertThat(FontCoverage.of(List.of(Path.of("no", "such", "folder"))).has('a')).isFalse();
  }

  @Test
  void emojiHaveTheirColours() throws Exception {
    assertThat(TestRenderer.colours(renderer.render(text("🎉")))).isGreaterThan(100);
  }

  private static String text(String letter) {
    return "<p style='margin:0;font:80px Inter'>" + letter;
  }
}
