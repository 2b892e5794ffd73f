package dev.atelier.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.home.CannotStartException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ada:s3cret@db.example:6543/atelier",
        "postgres://ada:s3cret@db.example:6543/atelier",
        "jdbc:postgresql://ada:s3cret@db.example:6543/atelier",
        "jdbc:postgresql://db.example:6543/atelier?user=ada&password=s3cret",
        " postgresql://db.example:6543/atelier?password=s3cret&user=ada\n"
      })
  void readsEveryForm(String url) {
    DatabaseAddress address = DatabaseAddress.parse("DATABASE_URL", url);
    assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6543/atelier");
    assertThat(address.parameters())
        .containsExactlyInAnyOrderEntriesOf(Map.of("user", "ada", "password", "s3cret"));
    assertThat(address).hasToString("db.example:6543/atelier");
  }

  @Test
  void decodesCredentials() {
    assertThat(
            DatabaseAddress.parse("DATABASE_URL", "postgresql://a%40b:p%3A%2F%20+%C3%BC@h/d")
                .parameters())
        .containsEntry("user", "a@b")
        .containsEntry("password", "p:/ +ü");
    assertThat(DatabaseAddress.parse("DATABASE_URL", "postgresql://a:p@ss:word@h/d").parameters())
        .containsEntry("password", "p@ss:word");
  }

  @Test
  void translatesParametersForTheDriver() {
    assertThat(
            DatabaseAddress.parse(
                    "DATABASE_URL",
                    "postgresql://h/d?sslmode=require&application_name=a%20b&channel_binding=prefer")
                .parameters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("sslmode", "require", "ApplicationName", "a b", "channelBinding", "prefer"));
  }

  @Test
  void knowsShortAndLongHosts() {
    assertThat(DatabaseAddress.parse("DATABASE_URL", "postgresql://ada@/atelier").jdbcUrl())
        .isEqualTo("jdbc:postgresql://localhost/atelier");
    assertThat(DatabaseAddress.parse("DATABASE_URL", "postgresql://[::1]:5432/a").jdbcUrl())
        .isEqualTo("jdbc:postgresql://[::1]:5432/a");
    assertThat(DatabaseAddress.parse("DATABASE_URL", "postgresql://one:1,two:2/a").jdbcUrl())
        .isEqualTo("jdbc:postgresql://one:1,two:2/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "psql://ada:s3cret@h:5432/d",
        "psql postgresql://ada:s3cret@h/d",
        "mysql://ada:s3cret@h/d",
        "jdbc:mysql://h/d?password=s3cret",
        "ada:s3cret@h/d",
        "postgresql:ada:s3cret@h/d",
        "postgresql://ada:s3cret@h:port/d",
        "postgresql://ada:s3cret@h:543210/d",
        "postgresql://ada:s3cret%@h/d",
        "postgresql://ada:s3cret%zz@h/d",
        "postgresql://ada:s3/cret@h/d",
        "s3cret"
      })
  void refusesAnythingElseWithoutShowingItO9(String url) {
    assertThatThrownBy(() -> DatabaseAddress.parse("DATABASE_URL", url))
        .isInstanceOf(CannotStartException.class)
        .hasMessageStartingWith("DATABASE_URL must look like postgresql://user:password@host:port/")
        .hasMessageNotContaining("s3")
        .hasMessageNotContaining("\n")
        .hasNoCause();
  }
}
