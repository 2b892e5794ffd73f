package dev.atelier.providers.firebase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.MediaSourceContract;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.SourceItem;
import dev.atelier.providers.SourceUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FirebaseMediaSourceTests extends MediaSourceContract {

  private static TestFirebase firebase;

  @BeforeAll
  static void start() {
    firebase = new TestFirebase();
    firebase
        .user(
            "ada_example_com", Map.of("email", "ada@example.com", "imageIds", List.of("a1", "a2")))
        .user("bob_example_com", Map.of("email", "bob@example.com", "voiceIds", List.of("v1")))
        .user("eve_example_com", Map.of("email", "eve@example.com"))
        .item(
            MediaKind.IMAGE,
            "a1",
            Map.of("storagePath", "images/1_photo.jpg", "originalName", "photo.jpg"))
        .item(
            MediaKind.VOICE,
            "v1",
            Map.of("storagePath", "voices/1_hello.mp3", "originalName", "hello.mp3"));
  }

  @BeforeEach
  void fill() {
    firebase.storage().reset();
    firebase.storage().put("images/1_photo.jpg", "a picture".getBytes(StandardCharsets.UTF_8));
    firebase.storage().put("images/empty.jpg", new byte[0]);
    firebase.storage().put("voices/1_hello.mp3", new byte[300_000]);
    firebase.storage().putComposite("voices/ü + %2F?#.mp3", new byte[] {1, 2, 3});
  }

  @AfterAll
  static void stop() {
    firebase.close();
  }

  @Override
  protected MediaSource source() {
    return firebase.source();
  }

  @Test
  void usersOfAnyKindAreListed_M5_M7() {
    firebase
        .user("h1", fields("email", null, "imageIds", null, "voiceIds", "v1"))
        .user("h2", fields("email", 7, "imageIds", Map.of("a", 1), "voiceIds", List.of()))
        .user("h3", fields("email", "", "imageIds", mixed()))
        .user("h4", Map.of("email", "x".repeat(500), "imageIds", List.of("a1", "a1", "a2", "a1")))
        .user("h5", Map.of());

    assertThat(user("h1"))
        .satisfies(user -> assertThat(user.email()).isNull())
        .satisfies(user -> assertThat(user.imageIds()).isEmpty())
        .extracting(SourceUser::faults)
        .isEqualTo(
            List.of(
                "email is null, not a text",
                "imageIds is null, not a list",
                "voiceIds is a text, not a list"));
    assertThat(user("h2").faults())
        .containsExactly("email is a number, not a text", "imageIds is a map, not a list");
    assertThat(user("h3").imageIds()).containsExactly("a1", "../../etc/passwd", "a2");
    assertThat(user("h3").faults())
        .containsExactly(
            "imageIds[1] is null, not an id",
            "imageIds[2] is a number, not an id",
            "imageIds[4] is empty, not an id");
    assertThat(user("h4").email()).hasSize(500);
    assertThat(user("h4").imageIds()).containsExactly("a1", "a2");
    assertThat(user("h5").faults()).isEmpty();
    assertThat(source().users(null, 100).users())
        .extracting(SourceUser::id)
        .contains("ada_example_com", "eve_example_com", "h1", "h2", "h3", "h4", "h5");
  }

  @Test
  void tenThousandIdsAreRead_M7() {
    List<String> ids = IntStream.range(0, 10_000).mapToObj(i -> "image-" + i).toList();
    firebase.user("many", Map.of("email", "many@example.com", "imageIds", ids));

    assertThat(user("many").imageIds()).isEqualTo(ids);
  }

  @Test
  void faultsWithoutEndAreCutOff_M7() {
    firebase.user("bad", Map.of("imageIds", Collections.nCopies(5000, 1)));

    assertThat(user("bad").faults()).hasSize(SourceUser.MAX_FAULTS);
  }

  @Test
  void usersKeepWhenTheyWereWritten() {
    assertThat(user("ada_example_com").updatedAt()).isNotNull();
  }

  @Test
  void anAddressOfTwoUsersIsAmbiguous() {
    firebase.user("bob_2", Map.of("email", "bob@example.com"));

    ProviderException refused = failure(() -> source().user("bob@example.com"));

    assertThat(refused.code()).isEqualTo("user_ambiguous");
  }

  @Test
  void itemsHaveWhatTheirDocumentsSay() {
    firebase.item(
        MediaKind.VOICE,
        "v2",
        fields(
            "storagePath", "voices/x.wav",
            "originalName", "x.wav",
            "mimeType", "audio/wav",
            "fileSize", 44L,
            "userId", "u7",
            "userEmail", "bob@example.com",
            "downloadUrl", "https://example.com/?token=secret"));

    SourceItem item = item(MediaKind.VOICE, "v2");

    assertThat(item)
        .isEqualTo(
            new SourceItem(
                "v2",
                MediaKind.VOICE,
                "voices/v2",
                "voices/x.wav",
                "x.wav",
                "audio/wav",
                44L,
                "u7",
                "bob@example.com",
                item.updatedAt()));
    assertThat(item.updatedAt()).isNotNull();
  }

  @Test
  void whatHasTheWrongTypeCountsAsAbsent_M7() {
    firebase.item(
        MediaKind.IMAGE,
        "odd",
        fields(
            "storagePath",
            "",
            "originalName",
            3,
            "mimeType",
            null,
            "fileSize",
            "9",
            "userId",
            true));

    SourceItem item = item(MediaKind.IMAGE, "odd");

    assertThat(item)
        .isEqualTo(
            new SourceItem(
                "odd",
                MediaKind.IMAGE,
                "images/odd",
                null,
                null,
                null,
                null,
                null,
                null,
                item.updatedAt()));
  }

  @Test
  void fiveHundredItemsAreReadAtOnce() {
    List<String> ids = IntStream.range(0, 500).mapToObj(i -> "none-" + i).toList();
    List<String> asked = new ArrayList<>(ids.subList(0, 499));
    asked.add("a1");

    assertThat(source().items(MediaKind.IMAGE, asked)).containsOnlyKeys("a1");
  }

  @Test
  void theListHasPages() {
    for (int i = 0; i < 1500; i++) {
      firebase.storage().put("many/%04d".formatted(i), new byte[] {1});
    }

    assertThat(objects("many/")).hasSize(1500);
    assertThat(firebase.storage().log().lists()).isEqualTo(2);
  }

  @Test
  void tokensOfPublicLinksAreSeenButNotKept_M17() {
    firebase
        .storage()
        .put(
            "images/public.jpg",
            new byte[] {1},
            "image/jpeg",
            "",
            Map.of("firebaseStorageDownloadTokens", "canary-token"));

    assertThat(source().stat("images/public.jpg").hasPublicToken()).isTrue();
    assertThat(source().stat("images/public.jpg").toString()).doesNotContain("canary");
    assertThat(source().stat("images/1_photo.jpg").hasPublicToken()).isFalse();
  }

  private SourceUser user(String id) {
    return source().user(id).orElseThrow();
  }

  private SourceItem item(MediaKind kind, String id) {
    return source().items(kind, List.of(id)).values().iterator().next();
  }

  private static List<@Nullable Object> mixed() {
    List<@Nullable Object> ids = new ArrayList<>();
    Collections.addAll(ids, "a1", null, 3L, "../../etc/passwd", "", "a2");
    return ids;
  }

  private static Map<String, @Nullable Object> fields(@Nullable Object... pairs) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return fields;
  }
}
