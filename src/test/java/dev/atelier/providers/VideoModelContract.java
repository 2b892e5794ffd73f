package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.providers.VideoModel.Request;
import dev.atelier.providers.VideoModel.Submitted;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every maker of videos does. */
public abstract class VideoModelContract {

  protected static final String REFUSED = "what nobody may film";
  private static final int MOST_POLLS = 20;

  /** A model that refuses {@link #REFUSED} only. */
  protected abstract VideoModel model();

  protected static Request request(String prompt) {
    return new Request(UUID.randomUUID().toString(), prompt, null, null, 7);
  }

  /** Asks until the operation is over. */
  protected static Progress ended(VideoModel model, String operation, Request request) {
    for (int i = 0; i < MOST_POLLS; i++) {
      Progress progress = model.poll(operation, request).progress();
      if (progress instanceof Progress.Done || progress instanceof Progress.Failed) {
        return progress;
      }
    }
    throw new AssertionError("The operation does not end");
  }

  @Test
  void makesAVideoOfAPrompt() {
    Request request = request("A paper boat sails over a lake at dawn");

    Submitted submitted = model().submit(request);

    assertThat(submitted.operation()).isNotBlank();
    assertThat(submitted.answer()).isNotBlank();
    Progress progress = ended(model(), submitted.operation(), request);
    assertThat(progress).isInstanceOf(Progress.Done.class);
    Asset video = ((Progress.Done) progress).video();
    if (video instanceof Asset.Inline(byte[] bytes)) {
      assertThat(new String(bytes, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
    } else {
      assertThat(((Asset.Link) video).url()).startsWith("http");
    }
  }

  @Test
  void saysWhoItIs() {
    assertThat(model().name()).matches("[a-z]+");
    assertThat(model().model()).isNotBlank();
  }

  @Test
  void p22RefusesWhatItWillNotFilmForGood() {
    Request request = request(REFUSED);
    try {
      String operation = model().submit(request).operation();
      assertThat(ended(model(), operation, request))
          .isInstanceOfSatisfying(
              Progress.Failed.class, failed -> assertThat(failed.message()).isNotBlank());
    } catch (ProviderException e) {
      assertThat(e.reason()).isEqualTo(Reason.REJECTED);
    }
  }

  @Test
  void v8TellsWhatItTookOrThatItCannotTell() {
    Request taken = request("A paper boat");
    String operation = model().submit(taken).operation();
    try {
      Optional<Submitted> found = model().find(taken);
      assertThat(found.map(Submitted::operation).orElse(operation)).isEqualTo(operation);
      assertThat(model().find(request("never sent"))).isEmpty();
      assertThat(found.isPresent() || model().offline()).isTrue();
    } catch (ProviderException e) {
      assertThat(e.reason()).isEqualTo(Reason.REJECTED);
      assertThat(e.code()).isEqualTo("lookup_unsupported");
    }
  }
}
