package dev.atelier.database;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.atelier.home.CannotStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded database's files in the home: data, password and log. */
record DataDirectory(Path path, Path passwordFile, Path log) {

  private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
  private static final String INITIALIZED = "atelier-initialized";
  private static final long MAX_LOG_BYTES = 5_000_000;
  private static final int PASSWORD_BYTES = 24;

  DataDirectory(Path home) {
    this(home.resolve("postgres"), home.resolve("postgres-password"), home.resolve("postgres.log"));
  }

  /** Readies the files for a server to start; no server may be running. */
  void prepare() throws IOException {
    boolean initialized = Files.exists(path.resolve(INITIALIZED));
    if (!initialized) {
      setAsideIncomplete();
    }
    if (!Files.exists(passwordFile)) {
      if (initialized) {
        throw new CannotStartException(
            passwordFile + " is missing, and without it the database cannot be opened");
      }
      createPassword();
    }
    if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
      Files.move(log, log.resolveSibling("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Remembers that the data was set up to the end, so that it is kept from now on. */
  void markInitialized() throws IOException {
    Path marker = path.resolve(INITIALIZED);
    if (!Files.exists(marker)) {
      Files.createFile(marker);
    }
  }

  /**
   * Removes the library's lock file. The home's lock already keeps other processes out, and within
   * this one the lock of an attempt that failed is never released.
   */
  void forgetLibraryLock() throws IOException {
    Files.deleteIfExists(path.resolve("epg-lock"));
  }

  String password() {
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that died while it set the data up leaves a folder no server can open. */
  private void setAsideIncomplete() throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    String time = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
    Path aside = path.resolveSibling("postgres-incomplete-" + time);
    Files.move(path, aside);
    LOG.warn("{} was never set up to the end; moved to {}", path, aside);
  }

  private void createPassword() throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Path draft = passwordFile.resolveSibling("postgres-password.new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, asFileAttribute(fromString("rw-------")));
    Files.writeString(draft, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    Files.move(draft, passwordFile, StandardCopyOption.ATOMIC_MOVE);
  }
}
