package dev.atelier.posters.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import dev.atelier.home.CannotStartException;
import dev.atelier.providers.PosterTarget;
import dev.atelier.storage.Media;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaveTargetTests {

  private record Named(String setting) implements PosterTarget {
    @Override
    public String name() {
      return setting;
    }

    @Override
    public void save(Poster poster, Progress progress) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void twoPlacesToSaveToStopTheStartAndAreNamedO9() {
    List<PosterTarget> both =
        List.of(new Named("TOPMATE_DATABASE_URL"), new Named("DJANGO_API_URL"));

    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> new SaveTarget(both, mock(Media.class)))
        .withMessageContaining("DJANGO_API_URL, TOPMATE_DATABASE_URL");
  }

  @Test
  void noPlaceIsNoFailureOfTheStart() {
    assertThat(new SaveTarget(List.of(), mock(Media.class)).find()).isEmpty();
  }
}
