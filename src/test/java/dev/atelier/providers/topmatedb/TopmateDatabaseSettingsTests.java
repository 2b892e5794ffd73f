package dev.atelier.providers.topmatedb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atelier.home.CannotStartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopmateDatabaseSettingsTests {

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "video; drop table x", "a.b.c", "\"video\"", "1video"})
  void aTableNameThatCannotWorkStopsTheStartAndIsNamedO9(String name) {
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> TableName.of("TOPMATE_VIDEO_TABLE", name))
        .withMessageStartingWith("TOPMATE_VIDEO_TABLE must be");
  }

  @Test
  void aTableNameMayHaveASchema() {
    assertThat(TableName.of("TOPMATE_VIDEO_TABLE", "crm.api_Video").sql())
        .isEqualTo("\"crm\".\"api_Video\"");
  }

  @Test
  void theSettingsDoNotShowThePasswordO1() {
    assertThat(new TopmateDatabaseProperties("postgresql://ada:s3cret@db/x", "a", "b").toString())
        .doesNotContain("s3cret");
  }
}
