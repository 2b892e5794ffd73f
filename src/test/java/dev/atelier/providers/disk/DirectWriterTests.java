package dev.atelier.providers.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectWriterTests {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        4_095,
        4_096,
        4_097,
        DirectWriter.CHUNK - 1,
        DirectWriter.CHUNK,
        DirectWriter.CHUNK + 1,
        3 * DirectWriter.CHUNK + 12_345
      })
  void writesEveryByteAndNoMore(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    Path file = folder.resolve("file");

    writer().write(file, bytes);

    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void replacesWhatAnInterruptedWriteLeft() throws IOException {
    Path file = Files.write(folder.resolve("file"), new byte[2 * DirectWriter.CHUNK]);

    writer().write(file, new byte[] {1, 2, 3});

    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
  }

  @Test
  void leavesNothingOfItsLookAtTheFolder() throws IOException {
    DirectWriter.in(folder);

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhenAFileCannotBeMade() throws IOException {
    DirectWriter writer = writer();

    assertThatIOException().isThrownBy(() -> writer.write(folder, new byte[1]));
  }

  @Test
  void isNotThereWhereAFileSystemHasNoWayPastItsCache() throws IOException {
    try (FileSystem archive =
        FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
      assertThat(DirectWriter.in(archive.getPath("/"))).isEmpty();
    }
  }

  private DirectWriter writer() throws IOException {
    DirectWriter writer = DirectWriter.in(folder).orElse(null);
    assumeTrue(writer != null, "The file system of " + folder + " has no way past its cache");
    return writer;
  }
}
