package dev.atelier.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedHomeTests {

  @TempDir Path folder;

  @Test
  void createsAFolderThatOnlyItsOwnerCanRead() throws IOException {
    try (LockedHome home = open("a/b")) {
      assertThat(permissions(home.path())).isEqualTo("rwx------");
      assertThat(permissions(home.directory("media"))).isEqualTo("rwx------");
    }
  }

  @Test
  void leavesThePermissionsOfAnExistingFolderAlone() throws IOException {
    Path existing = Files.createDirectory(folder.resolve("existing"));
    String before = permissions(existing);
    open("existing").close();
    assertThat(permissions(existing)).isEqualTo(before);
  }

  @Test
  void keepsTheNodeIdOverRestarts() throws IOException {
    String first;
    try (LockedHome home = open("home")) {
      first = home.nodeId();
    }
    try (LockedHome home = open("home")) {
      assertThat(home.nodeId()).isEqualTo(first).hasSize(36);
    }
  }

  @Test
  void givesEachHomeItsOwnNodeId() throws IOException {
    try (LockedHome one = open("one");
        LockedHome other = open("other")) {
      assertThat(one.nodeId()).isNotEqualTo(other.nodeId());
    }
  }

  @Test
  void replacesANodeIdThatWasNeverWrittenToTheEnd() throws IOException {
    Files.createDirectory(folder.resolve("home"));
    Files.createFile(folder.resolve("home/node-id"));
    try (LockedHome home = open("home")) {
      assertThat(home.nodeId()).hasSize(36);
    }
  }

  @Test
  void refusesAHomeInUseUnderAnyOfItsNames() throws IOException {
    try (LockedHome home = open("home")) {
      Files.createSymbolicLink(folder.resolve("alias"), home.path());
      assertThatThrownBy(() -> open("alias"))
          .isInstanceOf(CannotStartException.class)
          .hasMessage("ATELIER_HOME " + home.path() + " is in use by another running Atelier");
    }
    open("alias").close();
  }

  @Test
  void refusesAHomeThatCannotBeWrittenO9() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> open("file/home"))
        .isInstanceOf(CannotStartException.class)
        .hasMessageStartingWith("ATELIER_HOME " + folder.resolve("file/home") + " cannot be used: ")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> open("file")).isInstanceOf(CannotStartException.class);
  }

  @Test
  void foldersOfTheHomeStayInTheHome() throws IOException {
    try (LockedHome home = open("home")) {
      for (String name : new String[] {"..", "a/b", "", "/etc", "."}) {
        assertThatThrownBy(() -> home.directory(name)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private LockedHome open(String name) {
    return new LockedHome(new HomeProperties(folder.resolve(name)));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
