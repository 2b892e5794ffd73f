package dev.atelier.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.ImageModel;
import dev.atelier.providers.ImageModelContract;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfflineImageModelTests extends ImageModelContract {

  @Override
  protected ImageModel model() {
    return new OfflineImageModel(
        new SandboxModelProperties(
            Duration.ZERO, Duration.ZERO, List.of(REFUSED), List.of(), false));
  }

  @Test
  void theSameRequestHasTheSameCardAndAnotherHasAnother() {
    byte[] card = model().draw(request("a", "New Summer Collection")).bytes();
    byte[] other = model().draw(request("c", "New Summer Collection")).bytes();

    assertThat(model().draw(request("a", "New Summer Collection")).bytes()).isEqualTo(card);
    assertThat(other).isNotEqualTo(card);
  }

  @Test
  void wordsThatWeCannotDrawAreNoFailure() {
    assertThat(model().draw(request("id", "名前 😀")).bytes()).isNotEmpty();
  }
}
