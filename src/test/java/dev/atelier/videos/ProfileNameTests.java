package dev.atelier.videos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileNameTests {

  @ParameterizedTest
  @CsvSource({
    "paypal, раураl",
    "Motion, ＭＯＴＩＯＮ",
    "straße, STRASSE",
    "two words, two\u00a0 words",
    "maker, ma\u200bker",
    "café, cafe\u0301"
  })
  void v17_namesThatLookTheSameAreOne(String one, String other) {
    assertThat(folded(one)).isEqualTo(folded(other));
  }

  private static String folded(String name) {
    return Objects.requireNonNull(ProfileName.parse(name)).folded();
  }

  @Test
  void aNameIsShownAsItWasTyped() {
    assertThat(Objects.requireNonNull(ProfileName.parse(" <b>Zoë</b> ")).text())
        .isEqualTo("<b>Zoë</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "  a  ",
        "\u0000abc",
        "a\ud800bc",
        "admin",
        "Operator",
        "\u200b\u200b\u200b"
      })
  void whatCannotBeReadAsANameIsNone(String typed) {
    assertThat(ProfileName.parse(typed)).isNull();
  }

  @Test
  void aNameHasThirtyTwoCharactersAtMost() {
    assertThat(ProfileName.parse("😀".repeat(32))).isNotNull();
    assertThat(ProfileName.parse("a".repeat(33))).isNull();
  }
}
