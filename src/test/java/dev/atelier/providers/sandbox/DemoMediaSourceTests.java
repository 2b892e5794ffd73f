package dev.atelier.providers.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.MediaSourceContract;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceObject;
import dev.atelier.providers.SourceUser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;

class DemoMediaSourceTests extends MediaSourceContract {

  private final MediaSource source = new DemoMediaSource();

  @Override
  protected MediaSource source() {
    return source;
  }

  @Test
  void theFilesAreWhatTheySayTheyAre() throws IOException, UnsupportedAudioFileException {
    for (SourceObject object : objects(null)) {
      byte[] bytes = bytes(object, 0);
      switch (String.valueOf(object.contentType())) {
        case "image/jpeg", "image/png" ->
            assertThat(ImageIO.read(new ByteArrayInputStream(bytes)).getWidth()).isEqualTo(480);
        case "audio/wav" -> {
          try (AudioInputStream sound =
              AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
            assertThat(sound.getFrameLength()).isEqualTo(16_000);
          }
        }
        default -> assertThat(bytes).startsWith(0xff);
      }
    }
  }

  @Test
  void someHaveTheFaultsThatRealOnesHave() {
    List<SourceItem> items = items();
    Set<String> owned = new HashSet<>();
    source.users(null, 100).users().forEach(user -> owned.addAll(user.imageIds()));
    Set<String> paths = new HashSet<>();
    items.forEach(item -> paths.add(String.valueOf(item.storagePath())));

    assertThat(owned).contains("linus-gone");
    assertThat(items).extracting(SourceItem::id).doesNotContain("linus-gone");
    assertThat(items).anyMatch(item -> item.storagePath() == null);
    assertThat(objects(null)).anyMatch(object -> !paths.contains(object.path()));
    assertThat(objects(null)).anyMatch(SourceObject::hasPublicToken);
    assertThat(items.stream().filter(item -> "photo.jpg".equals(item.originalName()))).hasSize(2);
  }

  private List<SourceItem> items() {
    List<SourceItem> items = new ArrayList<>();
    for (SourceUser user : source.users(null, 100).users()) {
      for (MediaKind kind : MediaKind.values()) {
        items.addAll(source.items(kind, user.ids(kind)).values());
      }
    }
    return items;
  }
}
