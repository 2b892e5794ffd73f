package dev.atelier.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.providers.MediaSource.ObjectPage;
import dev.atelier.providers.MediaSource.UserPage;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every source does. It must have at least three users, one of them with an image. */
public abstract class MediaSourceContract {

  protected abstract MediaSource source();

  @Test
  void hasANameAndIsSetUp() {
    source().check();

    assertThat(source().name()).matches("[a-z]+");
  }

  @Test
  void pagesOfUsersFollowEachOtherById() {
    List<SourceUser> all = source().users(null, MediaSource.MAX_BATCH).users();
    List<SourceUser> paged = new ArrayList<>();
    UserPage page = source().users(null, 2);
    for (; page.next() != null; page = source().users(page.next(), 2)) {
      assertThat(page.users()).hasSize(2);
      paged.addAll(page.users());
    }
    paged.addAll(page.users());

    assertThat(paged).isEqualTo(all).hasSizeGreaterThan(2);
    assertThat(paged).extracting(SourceUser::id).doesNotHaveDuplicates();
    assertThat(paged).isSortedAccordingTo(Comparator.comparing(SourceUser::id));
  }

  @Test
  void aUserIsFoundByIdAndByAddress() {
    SourceUser ada = userWithImage();

    assertThat(source().user(ada.id())).contains(ada);
    assertThat(source().user(String.valueOf(ada.email()))).contains(ada);
  }

  @Test
  void nobodyIsFoundByWhatNobodyHas() {
    for (String text :
        List.of("nobody", "no@body.example", "", ".", "..", "__x__", "a/b", "\ud800")) {
      assertThat(source().user(text)).as(text).isEmpty();
    }
  }

  @Test
  void itemsAreFoundById() {
    SourceItem item = item();

    assertThat(item.kind()).isEqualTo(MediaKind.IMAGE);
    assertThat(item.documentPath()).isEqualTo("images/" + item.id());
    assertThat(source().stat(path(item)).path()).isEqualTo(item.storagePath());
  }

  @Test
  void idsThatNoDocumentHasAreAbsent_M7() {
    String id = item().id();

    assertThat(
            source()
                .items(
                    MediaKind.IMAGE,
                    List.of(
                        id, id, "none", "", ".", "..", "__x__", "a/b", "x".repeat(2000), "\ud800")))
        .containsOnlyKeys(id);
    assertThat(source().items(MediaKind.VOICE, List.of(id))).isEmpty();
    assertThat(source().items(MediaKind.VOICE, List.of())).isEmpty();
  }

  @Test
  void theListSaysOfObjectsWhatTheySayThemselves() {
    List<SourceObject> all = objects(null);

    assertThat(all).isNotEmpty().isSortedAccordingTo(Comparator.comparing(SourceObject::path));
    assertThat(all)
        .allSatisfy(object -> assertThat(source().stat(object.path())).isEqualTo(object));
    String first = all.getFirst().path();
    String prefix = first.substring(0, first.indexOf('/') + 1);
    assertThat(objects(prefix))
        .isEqualTo(all.stream().filter(object -> object.path().startsWith(prefix)).toList());
    assertThat(objects("nothing/starts/so/")).isEmpty();
  }

  @Test
  void bytesAreThoseThatTheChecksumsAreOf() throws IOException {
    for (SourceObject object : objects(null)) {
      try (ObjectBody body = source().open(object.path(), object.generation(), 0)) {
        byte[] bytes = body.bytes().readAllBytes();

        assertThat(body.offset()).isZero();
        assertThat(body.generation()).isEqualTo(object.generation());
        assertThat(body.size()).isEqualTo(object.size()).isEqualTo(bytes.length);
        assertThat(object.crc32c()).isEqualTo(crc32c(bytes));
        if (object.md5() != null) {
          assertThat(object.md5()).isEqualTo(md5(bytes));
        }
      }
    }
  }

  @Test
  void bytesCanBeginAnywhere_M8() throws IOException {
    SourceObject object = source().stat(path(item()));
    byte[] all = bytes(object, 0);

    for (int offset : List.of(0, 1, all.length / 2, all.length - 1, all.length)) {
      assertThat(bytes(object, offset)).isEqualTo(Arrays.copyOfRange(all, offset, all.length));
    }
  }

  @Test
  void anyGenerationWillDoWhenNoneIsNamed() throws IOException {
    SourceObject object = source().stat(path(item()));

    try (ObjectBody body = source().open(object.path(), 0, 0)) {
      assertThat(body.generation()).isEqualTo(object.generation());
    }
  }

  @Test
  void anotherGenerationIsRefused_M9() {
    SourceObject object = source().stat(path(item()));

    ProviderException refused =
        failure(() -> source().open(object.path(), object.generation() + 1, 0));

    assertThat(refused.reason()).isEqualTo(ProviderException.Reason.REJECTED);
    assertThat(refused.code()).isEqualTo("object_changed");
  }

  @Test
  void anObjectThatIsNotThereIsSaidToBeAbsent_M8() {
    for (String path : List.of("none.jpg", "../../etc/passwd", "images/", "%2e%2e/a b+ü\n\0?#")) {
      for (ProviderException absent :
          List.of(failure(() -> source().stat(path)), failure(() -> source().open(path, 0, 0)))) {
        assertThat(absent.reason()).as(path).isEqualTo(ProviderException.Reason.REJECTED);
        assertThat(absent.code()).as(path).isEqualTo("object_not_found");
      }
    }
  }

  @Test
  void bytesThatNobodyReadsAreDropped() throws IOException {
    SourceObject object = source().stat(path(item()));
    for (int i = 0; i < 50; i++) {
      try (ObjectBody body = source().open(object.path(), object.generation(), 0)) {
        assertThat(body.bytes().read()).isNotNegative();
      }
    }

    assertThat(bytes(object, 0)).hasSize((int) object.size());
  }

  /** A user with an address and an image that is there. */
  private SourceUser userWithImage() {
    return source().users(null, MediaSource.MAX_BATCH).users().stream()
        .filter(user -> user.email() != null && !user.imageIds().isEmpty())
        .filter(user -> !source().items(MediaKind.IMAGE, user.imageIds()).isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private SourceItem item() {
    Map<String, SourceItem> items = source().items(MediaKind.IMAGE, userWithImage().imageIds());
    return items.values().stream()
        .filter(item -> item.storagePath() != null)
        .findFirst()
        .orElseThrow();
  }

  protected final List<SourceObject> objects(@Nullable String prefix) {
    List<SourceObject> objects = new ArrayList<>();
    ObjectPage page = source().objects(prefix, null);
    for (; page.next() != null; page = source().objects(prefix, page.next())) {
      objects.addAll(page.objects());
    }
    objects.addAll(page.objects());
    return objects;
  }

  protected final byte[] bytes(SourceObject object, long offset) throws IOException {
    try (ObjectBody body = source().open(object.path(), object.generation(), offset)) {
      assertThat(body.offset()).isEqualTo(offset);
      return body.bytes().readAllBytes();
    }
  }

  protected static ProviderException failure(Supplier<?> call) {
    return catchThrowableOfType(ProviderException.class, call::get);
  }

  private static String path(SourceItem item) {
    return String.valueOf(item.storagePath());
  }

  private static String crc32c(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
