package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.ProviderException.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every writer of texts does. */
public abstract class TextModelContract {

  protected static final String REFUSED = "a topic that nobody may write of";

  /** A model that refuses {@link #REFUSED} only. */
  protected abstract TextModel model();

  protected static TextModel.Request request(String id, String topic) {
    return new TextModel.Request(
        id,
        new Prompt(
            "Write a caption.",
            Map.of(Prompt.BRAND, "FashionBrand", Prompt.TOPIC, topic, Prompt.TONE, "enthusiastic")),
        500);
  }

  @Test
  void writesATextAndSaysWhoWroteItAndWhatWasUsed() {
    TextModel.Text text = model().write(request("one", "New Summer Collection"));

    assertThat(text.text()).isNotBlank().isEqualTo(text.text().strip());
    assertThat(text.model()).isNotBlank();
    assertThat(text.finish()).isEqualTo(TextModel.Finish.COMPLETE);
    assertThat(text.usage().outputTokens()).isPositive();
  }

  @Test
  void namesTheModelThatItAsksFirst() {
    assertThat(model().model()).isNotBlank();
  }

  @Test
  void p22RejectsWhatItWillNotWrite() {
    ProviderException failure =
        catchThrowableOfType(
            ProviderException.class, () -> model().write(request("refused", REFUSED)));

    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure.code()).isEqualTo("content_refused");
  }
}
