package dev.atelier.providers.chromium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a process and all its descendants use, read from {@code /proc}. A process that ends while it
 * is looked at counts as nothing.
 */
record ProcessTree(ProcessHandle root) {

  /** Processor time used so far, ended children included, in ticks of a hundredth of a second. */
  long processorTicks() {
    return sum(ProcessTree::ticks);
  }

  /** Bytes of memory held, without what is shared with other processes through files. */
  long memory() {
    return sum(ProcessTree::memory);
  }

  /** Ends all of it; descendants first listed, so that a stopped one is ended too. */
  void kill() {
    List<ProcessHandle> all = all().toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private long sum(ToLongFunction<ProcessHandle> measure) {
    return all().mapToLong(measure).sum();
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static long ticks(ProcessHandle process) {
    String stat = read(process, "stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).split(" ");
    return Arrays.stream(fields).skip(12).limit(4).mapToLong(Long::parseLong).sum();
  }

  private static long memory(ProcessHandle process) {
    return read(process, "status")
        .lines()
        .filter(line -> line.startsWith("RssAnon:") || line.startsWith("RssShmem:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .sum();
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      return "";
    }
  }
}
