package dev.atelier.providers.chromium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.providers.PageRenderer.Picture;
import java.awt.Font;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FontTests {

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
    try (TestRenderer renderer = TestRenderer.start()) {
      for (String font : fonts) {
        Picture picture = renderer.render("<p style=\"margin:0;font:%s\">Quay Rag".formatted(font));
        assertThat(seen.put(Arrays.hashCode(picture.bytes()), font)).as(font).isNull();
      }
      assertThat(renderer.render("<p style='font:60px sans-serif'>Quay").bytes())
          .isEqualTo(renderer.render("<p style='font:60px Inter'>Quay").bytes());
    }
  }

  @Test
  void lettersOfManyScriptsAndEmojiAreDrawn() throws Exception {
    try (TestRenderer renderer = TestRenderer.start()) {
      byte[] unknown = renderer.render(text("\uE123")).bytes();
      for (String letter : List.of("Ł", "Ж", "Ω", "ễ", "अ", "ع", "🎉", "🇮🇳")) {
        assertThat(renderer.render(text(letter)).bytes()).as(letter).isNotEqualTo(unknown);
      }
      assertThat(TestRenderer.colours(renderer.render(text("🎉")))).isGreaterThan(100);
    }
  }

  private static String text(String letter) {
    return "<p style='margin:0;font:80px Inter'>" + letter;
  }
}
