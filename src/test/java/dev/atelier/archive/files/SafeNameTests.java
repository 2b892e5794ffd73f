package dev.atelier.archive.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeNameTests {

  /** Names as they were first given; files on disks have them, so they must never change. */
  private static final Map<String, String> GOLDEN =
      Map.ofEntries(
          Map.entry("photo1.jpg", "photo1.jpg"),
          Map.entry("my photo (1).tar.gz", "my photo (1).tar.gz"),
          Map.entry(".htaccess", ".htaccess"),
          Map.entry("grüße.png", "grüße.png"),
          Map.entry("👩‍👩‍👧.png", "👩‍👩‍👧.png"),
          Map.entry("../../etc/cron.d/x", "x-ea88c59c"),
          Map.entry("/etc/passwd", "passwd-" + SafeName.hash("/etc/passwd")),
          Map.entry("C:\\fakepath\\a.png", "a-" + SafeName.hash("C:\\fakepath\\a.png") + ".png"),
          Map.entry("CON", "_CON-" + SafeName.hash("CON")),
          Map.entry("nul.txt", "_nul-" + SafeName.hash("nul.txt") + ".txt"),
          Map.entry("a.", "a-" + SafeName.hash("a.")),
          Map.entry("a ", "a-" + SafeName.hash("a ")),
          Map.entry("..", "file-" + SafeName.hash("..")),
          Map.entry("a\u202Egpj.exe", "a_gpj-" + SafeName.hash("a\u202Egpj.exe") + ".exe"),
          Map.entry("e\u0301.png", "é-" + SafeName.hash("e\u0301.png") + ".png"));

  @Test
  void m2NamesStayAsTheyWereOnceGiven() {
    GOLDEN.forEach((text, name) -> assertThat(SafeName.ofFile(text)).as(text).isEqualTo(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/cron.d/x",
        "/etc/passwd",
        "..\\",
        "..\\..\\windows",
        "%2e%2e/",
        "a/../../b",
        "a\u0000b",
        ".",
        "..",
        "...",
        "",
        "/",
        "\n",
        "a\nb.png",
        "\uD800.png",
        " ",
        "con.txt",
        "COM1",
        "a\u2028b",
        "\u200F.png",
        "a:b",
        "a|b?.jpg*"
      })
  void m1NoTextLeavesItsFolder(String text) {
    String name = SafeName.ofFile(text);

    assertThat(name).isNotBlank().doesNotContain("/", "\\", "\u0000", "\n").isNotIn(".", "..");
    assertThat(name).isEqualTo(SafeName.ofFile(text));
    assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(name);
  }

  @Test
  void m2LongNamesAreCutBetweenLettersAndKeepTheirExtension() {
    for (String text :
        List.of(
            "x".repeat(300) + ".jpg",
            "ü".repeat(126) + ".jpeg",
            "日".repeat(84) + ".png",
            "👩".repeat(60) + ".gif",
            "y".repeat(300))) {
      String name = SafeName.ofFile(text);
      assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(150, 200);
      assertThat(name).contains(SafeName.hash(text)).doesNotContain("\uFFFD", "?");
      int dot = text.lastIndexOf('.');
      assertThat(name).endsWith(dot < 0 ? "" : text.substring(dot));
    }
    assertThat(SafeName.ofFile("x".repeat(300) + "1.jpg"))
        .isNotEqualTo(SafeName.ofFile("x".repeat(300) + "2.jpg"));
  }

  @Test
  void m5AnyAddressMakesASafeFolder() {
    assertThat(SafeName.ofEmail("user@example.com")).isEqualTo("user_example_com");
    assertThat(SafeName.ofEmail("Ada+x@example.com")).isEqualTo("Ada+x_example_com");
    assertThat(SafeName.ofEmail("jörg@müller.de")).isEqualTo("jörg_müller_de");
    assertThat(SafeName.ofEmail("../../x@y"))
        .isEqualTo("______x_y-" + SafeName.hash("../../x@y"))
        .doesNotContain("/");
    assertThat(SafeName.ofEmail("a".repeat(500) + "@b.c").length()).isLessThanOrEqualTo(200);
    assertThat(SafeName.ofEmail("nul")).startsWith("_nul-");
  }

  @Test
  void twinsOfFileSystemsThatKnowNoCaseFoldTheSame() {
    assertThat(SafeName.fold("Photo.JPG")).isEqualTo(SafeName.fold("photo.jpg"));
    assertThat(SafeName.fold("e\u0301")).isEqualTo(SafeName.fold("\u00E9"));
    assertThat(SafeName.fold("STRASSE")).isEqualTo(SafeName.fold("straße"));
  }
}
