package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.ProfileDirectory.Profile;
import dev.atelier.providers.ProviderException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every profile directory does. */
public abstract class ProfileDirectoryContract {

  protected static final String UNKNOWN = "nobody-at-all";

  /** A directory that knows everybody but {@link #UNKNOWN}. */
  protected abstract ProfileDirectory directory();

  @Test
  void findsAPersonWithTheFieldsThatTemplatesUse() {
    Profile profile = directory().findByUsername("ada.lovelace");

    assertThat(profile.username()).isEqualTo("ada.lovelace");
    assertThat(profile.userId()).isPositive();
    assertThat(profile.fields())
        .containsKeys("display_name", "username", "bio", "profile_pic", "total_bookings")
        .containsKeys("average_rating", "total_reviews", "expertise_category");
  }

  @Test
  void rejectsANameThatNobodyHas() {
    ProviderException failure = failure(UNKNOWN);

    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure.code()).isEqualTo("profile_not_found");
  }

  @Test
  void findsAPersonByIdWithTheSameFields() {
    Profile profile = directory().findById(4217);

    assertThat(profile.userId()).isEqualTo(4217);
    assertThat(profile.username()).isNotBlank();
    assertThat(profile.fields())
        .containsEntry("user_id", "4217")
        .containsKeys("display_name", "username", "bio", "profile_pic", "average_rating");
  }

  @Test
  void rejectsABlankName() {
    assertThat(failure("  ").code()).isEqualTo("profile_not_found");
  }

  @Test
  void answersTheSameAgain() {
    assertThat(directory().findByUsername("grace")).isEqualTo(directory().findByUsername("grace"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/b",
        "?x=",
        "a&username=b",
        "%00",
        "a b+c",
        "名前",
        "zoë",
        "😀",
        "-_-",
        "42",
        "{bio}",
        "a\nb",
        "#x",
        "<script>"
      })
  void t7TakesAnyName(String username) {
    assertThat(directory().findByUsername(username).username()).isEqualTo(username);
  }

  @Test
  void t7TakesALongName() {
    String username = "n".repeat(5_000);

    assertThat(directory().findByUsername(username).username()).isEqualTo(username);
  }

  protected ProviderException failure(String username) {
    return catchThrowableOfType(
        ProviderException.class, () -> directory().findByUsername(username));
  }
}
