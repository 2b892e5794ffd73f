package dev.atelier.archive.evidence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks an archive by the manifests that lie in it. Needs no server, no database and no source,
 * and may run beside them.
 */
public final class ManifestCheck {

  private static final int CLEAN = 0;
  private static final int NOT_CLEAN = 1;
  private static final int CANNOT = 2;

  private final Path root;
  private final PrintStream out;
  private final JsonMapper json = new JsonMapper();
  private final Set<String> known = new HashSet<>();
  private final Verification verification;
  private boolean damaged;

  private ManifestCheck(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
    this.verification =
        new Verification(
            root,
            problem ->
                out.printf("%s %s: %s%n", problem.problem(), problem.path(), problem.detail()));
  }

  /**
   * Checks the archive in a folder.
   *
   * @return the exit code: 0 when all is as it was, 1 when something is not, 2 when that cannot be
   *     told
   */
  public static int run(Path folder, PrintStream out) {
    try {
      return new ManifestCheck(folder.toRealPath(), out).run();
    } catch (IOException e) {
      out.println(folder + " cannot be checked: " + e);
      return CANNOT;
    }
  }

  private int run() throws IOException {
    List<Path> manifests = manifests();
    if (manifests.isEmpty()) {
      out.println(root + " has no manifests; a run that completes writes one");
      return CANNOT;
    }
    for (Path manifest : manifests) {
      checkAgainst(manifest);
    }
    verification.findUnknown(root, known::contains);
    Verification.Summary summary = verification.summary();
    out.printf(
        "%d files, %d bytes: %d as they were, %d missing, %d changed, %d unknown%n",
        summary.files(),
        summary.bytes(),
        summary.ok(),
        summary.missing(),
        summary.changed(),
        summary.unknown());
    return summary.isClean() && !damaged ? CLEAN : NOT_CLEAN;
  }

  /** The newest first, as ids of runs sort by time: what it says of a file counts. */
  private List<Path> manifests() throws IOException {
    Path folder = root.resolve(".atelier/manifests");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("run-[0-9a-f-]{36}\\.jsonl"))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private void checkAgainst(Path manifest) throws IOException {
    if (!isWhole(manifest)) {
      damaged = true;
      out.println("damaged manifest " + manifest.getFileName());
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(manifest)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode file = json.readTree(line);
        String path = file.path("path").asString("");
        if (!path.isEmpty() && known.add(path)) {
          verification.check(path, file.path("size").asLong(), file.path("sha256").asString());
        }
      }
    }
  }

  /** Whether the digest of the last line is that of the lines before it. */
  private boolean isWhole(Path manifest) throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    try (BufferedReader lines = Files.newBufferedReader(manifest)) {
      String before = lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        digest.update((before + "\n").getBytes(StandardCharsets.UTF_8));
        before = line;
      }
      String told = "sha256:" + HexFormat.of().formatHex(digest.digest());
      return before != null && json.readTree(before).path("digest").asString("").equals(told);
    } catch (JacksonException e) {
      return false;
    }
  }
}
