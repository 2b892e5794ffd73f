package dev.atelier.posters.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PosterSizeTests {

  @ParameterizedTest
  @CsvSource({
    "instagram-square, 1080, 1080",
    "instagram-portrait, 1080, 1350",
    "instagram-story, 1080, 1920",
    "linkedin-post, 1200, 1200",
    "twitter-post, 1200, 675",
    "facebook-post, 1200, 630",
    "a4-portrait, 2480, 3508"
  })
  void presetsHaveTheirSizeWhateverTheCustomSidesSay(String id, int width, int height) {
    assertThat(PosterSize.of(id, 5, null)).isEqualTo(new PosterSize(id, width, height));
  }

  @ParameterizedTest
  @CsvSource({"1080, 1350", "1, 1", "10000, 5000", "5000, 10000", "7071, 7071"})
  void aCustomSizeIsObeyed(int width, int height) {
    assertThat(PosterSize.of("custom", width, height))
        .isEqualTo(new PosterSize("custom", width, height));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, customWidth customHeight",
    "20000, 100, customWidth",
    "100, 20000, customHeight",
    "-1, 100, customWidth",
    "100, 10001, customHeight",
    ", 100, customWidth",
    "100, , customHeight",
    ", , customWidth customHeight",
    "10000, 5001, customWidth customHeight",
    "2147483647, 2147483647, customWidth customHeight"
  })
  void t16OtherSizesAreRefusedByField(
      @Nullable Integer width, @Nullable Integer height, String fields) {
    Problem problem = refusal("custom", width, height);
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid_size");
    assertThat(problem.errors()).extracting(FieldError::field).containsExactly(fields.split(" "));
  }

  @Test
  void anUnknownPresetIsRefused() {
    Problem problem = refusal("huge", null, null);
    assertThat(problem.errors()).extracting(FieldError::field).containsExactly("size");
    assertThat(problem.detail()).contains("instagram-square");
  }

  @Test
  void aFragmentBecomesAPageOfTheSize() {
    assertThat(new PosterSize("custom", 300, 200).page("<p>100%</p>"))
        .startsWith("<!doctype html>")
        .contains("width:300px;height:200px;overflow:hidden")
        .endsWith("<body><p>100%</p></body></html>");
  }

  private static Problem refusal(String id, @Nullable Integer width, @Nullable Integer height) {
    return catchThrowableOfType(Problem.class, () -> PosterSize.of(id, width, height));
  }
}
