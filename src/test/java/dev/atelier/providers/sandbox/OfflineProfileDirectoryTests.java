package dev.atelier.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.ProfileDirectory;
import dev.atelier.providers.ProfileDirectoryContract;
import dev.atelier.providers.ProviderException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class OfflineProfileDirectoryTests extends ProfileDirectoryContract {

  private final OfflineProfileDirectory directory = with(Duration.ZERO);

  private static OfflineProfileDirectory with(Duration delay) {
    return new OfflineProfileDirectory(
        new SandboxProperties(delay, List.of(UNKNOWN), List.of("broken")));
  }

  @Override
  protected ProfileDirectory directory() {
    return directory;
  }

  @Test
  void saysThatItsProfilesAreMadeUp() {
    assertThat(directory.offline()).isTrue();
    assertThat(directory.findByUsername("ada").fields()).containsEntry("source", "offline");
  }

  @Test
  void derivesAReadableNameFromTheUsername() {
    assertThat(directory.findByUsername("ada.lovelace_42").fields())
        .containsEntry("display_name", "Ada Lovelace")
        .containsEntry("first_name", "Ada")
        .containsEntry("last_name", "Lovelace");
  }

  @Test
  void pinsAProfileForAllMachines() {
    assertThat(directory.findByUsername("ada").userId()).isEqualTo(803_440_472_065L);
  }

  @Test
  void isTheSamePersonWhateverTheCase() {
    assertThat(directory.findByUsername("Ada").userId())
        .isEqualTo(directory.findByUsername("ada").userId());
  }

  @Test
  void givesTenThousandPeopleDifferentIds() {
    Set<Long> ids = new HashSet<>();
    IntStream.range(0, 10_000)
        .forEach(i -> ids.add(directory.findByUsername("person" + i).userId()));

    assertThat(ids).hasSize(10_000);
  }

  @Test
  void drawsAnAvatarOfManyColoursForEveryScript() throws IOException {
    for (String name : List.of("ada.lovelace", "名前", "9lives", "x")) {
      BufferedImage avatar =
          picture(directory.findByUsername(name).fields().getOrDefault("profile_pic", ""));

      assertThat(avatar.getWidth()).isEqualTo(256);
      assertThat(IntStream.range(0, 256).map(x -> avatar.getRGB(x, 128)).distinct().count())
          .as(name)
          .isGreaterThan(10);
    }
  }

  private static BufferedImage picture(String url) throws IOException {
    assertThat(url).startsWith("data:image/png;base64,").hasSizeLessThan(16_000);
    byte[] png = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void failsForTheNamesThatItIsToldTo() {
    assertThat(failure("broken").reason()).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void isAsSlowAsItIsToldToBe() {
    long start = System.nanoTime();
    with(Duration.ofMillis(80)).findByUsername("ada");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(79));
  }
}
