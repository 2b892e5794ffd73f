package dev.atelier.providers.chromium;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The headless shell that is delivered with Atelier, with the few shared libraries that a bare
 * machine lacks. Built for x86-64 Linux.
 */
final class EmbeddedBrowser {

  private static final int BUFFER = 1 << 16;

  private EmbeddedBrowser() {}

  /** Whether the delivered browser is made for this machine. */
  static boolean suitsThisMachine() {
    return System.getProperty("os.name", "").equals("Linux")
        && System.getProperty("os.arch", "").equals("amd64");
  }

  /** Unpacks the browser below a folder unless it is there; the first time takes 2 s. */
  static BrowserExecutable unpack(Path folder) throws IOException {
    Path unpacked =
        Delivered.unpacked(folder, Delivered.text("browser/version.txt"), EmbeddedBrowser::fill);
    Path executable = unpacked.resolve("chromium-headless-shell");
    boolean runs = BrowserCheck.problem(executable, null) == null;
    @Nullable Path libraries = runs ? null : unpacked.resolve("lib");
    return new BrowserExecutable(
        executable, BrowserExecutable.Kind.SHELL, BrowserExecutable.Source.EMBEDDED, libraries);
  }

  private static void fill(Path folder) throws IOException {
    Path executable = folder.resolve("chromium-headless-shell");
    try (InputStream browser = unbrotli("browser/chromium.br")) {
      Files.copy(browser, executable);
    }
    Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (TarArchiveInputStream archive =
        new TarArchiveInputStream(unbrotli("browser/al2023.tar.br"))) {
      for (TarArchiveEntry entry = archive.getNextEntry();
          entry != null;
          entry = archive.getNextEntry()) {
        if (entry.isFile()) {
          Files.createDirectories(folder.resolve("lib"));
          Path name = Path.of(entry.getName()).getFileName();
          Files.copy(archive, folder.resolve("lib").resolve(name));
        }
      }
    }
  }

  private static InputStream unbrotli(String name) throws IOException {
    return new BrotliInputStream(new BufferedInputStream(Delivered.open(name), BUFFER), BUFFER);
  }
}
