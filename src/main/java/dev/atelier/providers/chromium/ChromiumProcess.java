package dev.atelier.providers.chromium;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A running browser with an empty profile of its own.
 *
 * <p>The browser ends by itself when the pipe to this process breaks, so none is left over when
 * this process is killed.
 */
final class ChromiumProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ChromiumProcess.class);

  /** Hands the pipe to the browser as descriptors 3 and 4; the log's path is the script's name. */
  private static final String WITH_PIPE =
      "ulimit -c 0; exec \"$@\" 3<&0 4>&1 0</dev/null 1>\"$0\" 2>&1";

  private static final int LOG_LINES_SHOWN = 5;

  private final Path directory;
  private final Process process;
  private final DevToolsPipe pipe;

  /**
   * Starts a browser; it may not answer yet.
   *
   * @param directory an empty folder for the browser alone; removed with it
   * @param environment all that the browser sees of the environment; no secrets of ours
   */
  ChromiumProcess(
      BrowserExecutable browser,
      List<String> flags,
      Map<String, String> environment,
      Path directory,
      DevToolsPipe.Events events)
      throws IOException {
    this.directory = directory;
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", WITH_PIPE));
    command.add(directory.resolve("browser.log").toString());
    command.add(browser.executable().toString());
    command.addAll(flags);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("TMPDIR", directory.toString());
    this.process = builder.start();
    this.pipe = new DevToolsPipe(process.getInputStream(), process.getOutputStream(), events);
  }

  DevToolsPipe pipe() {
    return pipe;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** The browser and its renderers. */
  ProcessTree tree() {
    return new ProcessTree(process.toHandle());
  }

  /** The last lines the browser wrote, for a person who asks why it does not run. */
  String lastWords() {
    Path log = directory.resolve("browser.log");
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.filter(line -> !line.contains("dbus")).toList();
      return String.join(" | ", all.subList(Math.max(0, all.size() - LOG_LINES_SHOWN), all.size()));
    } catch (IOException | UncheckedIOException e) {
      return "no log: " + e.getMessage();
    }
  }

  /** Ends the browser and all its processes, and removes its folder. */
  @Override
  public void close() {
    tree().kill();
    boolean interrupted = false;
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    try {
      FileSystemUtils.deleteRecursively(directory);
    } catch (IOException e) {
      log.debug("{} could not be removed, the next start does that", directory, e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Removes folders and ends browsers that an earlier process of this home has left. */
  static void removeLeftovers(Path directories) throws IOException {
    String mark = "--user-data-dir=" + directories;
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      processes
          .filter(process -> commandLine(process).contains(mark))
          .forEach(ChromiumProcess::end);
    }
    try (Stream<Path> left = Files.list(directories)) {
      for (Path directory : left.toList()) {
        FileSystemUtils.deleteRecursively(directory);
      }
    }
  }

  private static void end(ProcessHandle process) {
    new ProcessTree(process).kill();
  }

  private static String commandLine(ProcessHandle process) {
    @Nullable String line = process.info().commandLine().orElse(null);
    return line == null ? "" : line;
  }
}
