package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Secrets that no server starts with. */
class SecretSettingsTests {

  private static final String LONG = "a secret that is as long as it must be";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "atelier.signature.secret",
        "atelier.supabase.jwt-secret",
        "atelier.supabase.webhook-secret",
        "atelier.identity.secret-key"
      })
  void a9_aShortSecretIsNamedAndNotShown(String setting) {
    assertThatThrownBy(() -> check(Map.of(setting, "short secret")))
        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
        .satisfies(failure ->
            assertThat(((InvalidConfigurationPropertyValueException) failure).getReason())
                .contains("shorter than 32")
                .doesNotContain("short secret"));
    assertThatNoException().isThrownBy(() -> check(Map.of(setting, LONG)));
  }

  @Test
  void a8_ourSecretIsNotThatOfTheProject() {
    assertThatThrownBy(() ->
            check(Map.of("atelier.identity.secret-key", LONG, "atelier.supabase.jwt-secret", LONG)))
        .isInstanceOfSatisfying(
            InvalidConfigurationPropertyValueException.class,
            failure ->
                assertThat(failure.getName() + failure.getReason())
                    .contains("SUPABASE_JWT_SECRET", "the same as SECRET_KEY")
                    .doesNotContain(LONG));
  }

  private static void check(Map<String, String> settings) {
    Secrets.refuseUnsafe(new Binder(new MapConfigurationPropertySource(settings)));
  }
}
