package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer.Format;
import dev.atelier.providers.PageRenderer.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Draws one template many times without a server around it; run by {@code bench/render.mjs}, which
 * says what the lines it prints mean.
 */
final class RenderBenchmark {

  private static final int WARM_UP = 100;

  private final TestRenderer renderer;
  private final String template;
  private final int height;

  private RenderBenchmark(TestRenderer renderer, String template, int height) {
    this.renderer = renderer;
    this.template = template;
    this.height = height;
  }

  /** Arguments: template file with its avatar in it, height, number of posters per round … */
  public static void main(String[] arguments) throws Exception {
    String template = Files.readString(Path.of(arguments[0]), StandardCharsets.UTF_8);
    try (TestRenderer renderer = TestRenderer.start()) {
      RenderBenchmark benchmark =
          new RenderBenchmark(renderer, template, Integer.parseInt(arguments[1]));
      benchmark.round(WARM_UP);
      for (String count : List.of(arguments).subList(2, arguments.length)) {
        System.out.println("round " + benchmark.round(Integer.parseInt(count)));
      }
    }
  }

  private String round(int count) throws Exception {
    long[] millis = new long[count];
    AtomicInteger next = new AtomicInteger();
    ProcessTree everything = new ProcessTree(ProcessHandle.current());
    long ticks = everything.processorTicks();
    long start = System.nanoTime();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < renderer.renderer().capacity(); i++) {
        workers.add(executor.submit(() -> work(next, millis)));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double processor = 10.0 * (everything.processorTicks() - ticks) / count;
    Arrays.sort(millis);
    return "{\"rate\":%.2f,\"p50\":%d,\"p95\":%d,\"processor\":%.1f,\"memory\":%d}"
        .formatted(
            count / seconds, millis[count / 2], millis[count * 95 / 100], processor, memory());
  }

  private void work(AtomicInteger next, long[] millis) {
    for (int row = next.getAndIncrement(); row < millis.length; row = next.getAndIncrement()) {
      long start = System.nanoTime();
      String html = template.replace("{row}", Integer.toString(row));
      renderer.renderer().render(new Page(html, 1080, height, Format.PNG));
      millis[row] = (System.nanoTime() - start) / 1_000_000;
    }
  }

  /** Memory of all browsers in megabytes, what they share counted once. */
  private long memory() throws Exception {
    long kilobytes = 0;
    for (ProcessHandle process : TestRenderer.processes(renderer.directory)) {
      Path file = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
      String shares =
          Files.readAllLines(file).stream()
              .filter(line -> line.startsWith("Pss:"))
              .collect(Collectors.joining());
      kilobytes += Long.parseLong(shares.replaceAll("\\D", ""));
    }
    return kilobytes / 1024;
  }
}
