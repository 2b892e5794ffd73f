package dev.atelier.posters.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.posters.table.RowIdentity.Person;
import dev.atelier.posters.table.RowIdentity.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleColumnsTests {

  @ParameterizedTest
  @ValueSource(
      strings = {"user_id", "userId", "User_ID", "User ID", "USERID", " id ", "ID", "U s e r id"})
  void anIdIsFoundUnderEachOfItsNames(String column) {
    assertThat(identify(List.of("username", column), "ana", "7")).isEqualTo(new Person("ana", 7L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ids", "user-id", "uid", "user_ids", "my id"})
  void otherNamesAreNoId(String column) {
    assertThat(identify(List.of("username", column), "ana", "x"))
        .isEqualTo(new Person("ana", null));
  }

  @Test
  void theFirstIdColumnWinsEvenWhenItIsBlank() {
    assertThat(identify(List.of("id", "username", "user_id"), " ", "ana", "7"))
        .isEqualTo(new Person("ana", null));
  }

  @ParameterizedTest
  @CsvSource({
    "123, 123",
    "' 123 ', 123",
    "123.0, 123",
    "123.000, 123",
    "123., 123",
    "00123, 123",
    "1, 1",
    "9223372036854775807, 9223372036854775807",
    "000009223372036854775807.0, 9223372036854775807"
  })
  void t6WholeNumbersAreIds(String cell, long id) {
    assertThat(identify(List.of("username", "user_id"), "ana", cell))
        .isEqualTo(new Person("ana", id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "none", "None", " NONE ", "\u00A0"})
  void t6ABlankIdIsLeftOpen(String cell) {
    assertThat(identify(List.of("username", "user_id"), "ana", cell))
        .isEqualTo(new Person("ana", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "-1",
        "+1",
        "0",
        "0.0",
        "1e6",
        "1.5",
        "1,000",
        "9223372036854775808",
        "0x10",
        "null",
        "nan",
        "1 2",
        "١٢٣",
        "99999999999999999999999999999999"
      })
  void t6AnythingElseIsThatRowsErrorAndNotALookup(String cell) {
    assertThat(identify(List.of("username", "user_id"), "ana", cell))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.username()).isEqualTo("ana");
              assertThat(refused.problem().code()).isEqualTo("invalid_user_id");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\t", "\u00A0\uFEFF"})
  void aRowWithoutAUsernameIsThatRowsError(String cell) {
    assertThat(identify(List.of("username", "user_id"), cell, "7"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("missing_username"));
  }

  @Test
  void rowsOfARequestMayLackTheColumnOrTheValue() {
    Map<String, @Nullable String> values = new HashMap<>();
    values.put("username", null);
    assertThat(PeopleColumns.of(List.of("username")).identify(values)).isInstanceOf(Refused.class);
    assertThat(PeopleColumns.of(List.of("name")).identify(Map.of("name", "x")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void theExactNameOfTheUsernameColumnIsPreferred() {
    assertThat(PeopleColumns.of(List.of("Username", "username")).username()).isEqualTo("username");
  }

  @Test
  void t5LookupsAreSharedByUsernamesThatDifferInCaseAndForm() {
    assertThat(new Person("Zoe\u0308", null).lookupKey())
        .isEqualTo(new Person("ZO\u00CB", null).lookupKey());
    assertThat(new Person("strasse", null).lookupKey())
        .isNotEqualTo(new Person("straße", null).lookupKey());
  }

  private static RowIdentity identify(List<String> columns, String... cells) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < cells.length; i++) {
      values.put(columns.get(i), cells[i]);
    }
    return PeopleColumns.of(columns).identify(values);
  }
}
