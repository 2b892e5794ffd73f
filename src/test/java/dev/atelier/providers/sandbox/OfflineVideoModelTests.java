package dev.atelier.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.VideoModel;
import dev.atelier.providers.VideoModel.Asset;
import dev.atelier.providers.VideoModel.Progress;
import dev.atelier.providers.VideoModel.Request;
import dev.atelier.providers.VideoModelContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineVideoModelTests extends VideoModelContract {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final OfflineVideoModel model = at(NOW, Duration.ZERO);

  @TempDir Path folder;

  private static OfflineVideoModel at(Instant now, Duration delay) {
    return new OfflineVideoModel(
        new SandboxVideoProperties(delay, Duration.ofMillis(500), List.of(REFUSED), List.of()),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @Override
  protected VideoModel model() {
    return model;
  }

  private Progress.Done film(String prompt, int seed, String ratio) {
    Request request = new Request("scene", prompt, ratio, null, seed);
    return (Progress.Done) model.poll(model.submit(request).operation(), request).progress();
  }

  private static byte[] bytes(Asset asset) {
    return ((Asset.Inline) asset).bytes();
  }

  @Test
  void theSameRequestHasTheSameFilmAndAnotherOneHasNot() {
    byte[] film = bytes(film("A boat", 1, "9:16").video());

    assertThat(bytes(film("A boat", 1, "9:16").video())).isEqualTo(film);
    assertThat(bytes(film("A boat", 2, "9:16").video())).isNotEqualTo(film);
    assertThat(bytes(film("A ship", 1, "9:16").video())).isNotEqualTo(film);
  }

  @Test
  void theFilmIsTallH264ThatPlaysBeforeItIsThereWhole() throws IOException {
    byte[] film = bytes(film("A boat", 1, "9:16").video());
    String text = new String(film, StandardCharsets.ISO_8859_1);

    assertThat(text.indexOf("moov")).isPositive().isLessThan(text.indexOf("mdat"));
    assertThat(text).contains("avc1");
    Path file = Files.write(folder.resolve("film.mp4"), film);
    FilmProbe probe = FilmProbe.of(file);
    assertThat(probe).isEqualTo(new FilmProbe("h264", 720, 1280, 12));
  }

  @Test
  void theThumbnailShowsTheFilm() throws IOException {
    Progress.Done done = film("A boat", 1, "16:9");

    var image =
        ImageIO.read(new ByteArrayInputStream(bytes(Objects.requireNonNull(done.thumbnail()))));
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(image.getHeight()).isEqualTo(720);
  }

  @Test
  void takesItsTime() {
    Request request = request("A boat");
    String operation = at(NOW, Duration.ofSeconds(3)).submit(request).operation();

    assertThat(at(NOW.plusSeconds(2), Duration.ofSeconds(3)).poll(operation, request).progress())
        .isInstanceOf(Progress.Processing.class);
    assertThat(at(NOW.plusSeconds(3), Duration.ofSeconds(3)).poll(operation, request).progress())
        .isInstanceOf(Progress.Done.class);
  }

  @Test
  void promptsOfAnyKindAreFilmed() {
    for (String prompt : List.of("世界", "🎬", "  ", "x".repeat(2_000))) {
      assertThat(film(prompt, 1, "9:16").video()).isInstanceOf(Asset.Inline.class);
    }
  }
}
