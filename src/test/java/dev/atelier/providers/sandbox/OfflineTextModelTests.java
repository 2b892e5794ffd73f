package dev.atelier.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.Prompt;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.TextModel;
import dev.atelier.providers.TextModelContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineTextModelTests extends TextModelContract {

  @Override
  protected TextModel model() {
    return new OfflineTextModel(
        new SandboxModelProperties(
            Duration.ZERO, Duration.ZERO, List.of(REFUSED), List.of("down"), false));
  }

  @Test
  void theSameRequestHasTheSameCaptionAndOthersHaveOthers() {
    List<String> captions =
        IntStream.range(0, 20)
            .mapToObj(i -> model().write(request("post-" + i, "Autumn")).text())
            .distinct()
            .toList();

    assertThat(captions).hasSizeGreaterThan(17);
    assertThat(model().write(request("post-0", "Autumn")).text()).isEqualTo(captions.getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"friendly", "casual", "modern", "professional", "humorous", "zesty", ""})
  void everyToneHasBrandTopicBriefAndFiveToEightHashtags(String tone) {
    String text =
        model()
            .write(
                new TextModel.Request(
                    "id",
                    new Prompt(
                        "Write.",
                        Map.of(
                            Prompt.BRAND, "Café Ⓣ%s",
                            Prompt.TOPIC, "Iced tea",
                            Prompt.TONE, tone,
                            Prompt.BRIEF, "Say that it is cold")),
                    500))
            .text();

    assertThat(text).contains("Iced tea").contains("Say that it is cold.").contains("#CaféS");
    assertThat(text.chars().filter(c -> c == '#').count()).isBetween(5L, 8L);
    assertThat(text.length()).isLessThan(2_000);
  }

  @Test
  void longInputDoesNotMakeALongCaption() {
    assertThat(model().write(request("long", "word ".repeat(5_000))).text().length())
        .isLessThan(4_000);
  }

  @Test
  void failsWhenToldTo() {
    ProviderException down =
        catchThrowableOfType(ProviderException.class, () -> model().write(request("id", "down")));
    ProviderException poor =
        catchThrowableOfType(
            ProviderException.class,
            () ->
                new OfflineTextModel(
                        new SandboxModelProperties(
                            Duration.ZERO, Duration.ZERO, List.of(), List.of(), true))
                    .write(request("id", "any")));

    assertThat(down.reason()).isEqualTo(Reason.UNAVAILABLE);
    assertThat(poor.reason()).isEqualTo(Reason.REFUSES_ALL);
  }
}
