package dev.atelier.archive;

import dev.atelier.providers.MediaKind;
import dev.atelier.providers.firebase.BenchBucket;
import dev.atelier.providers.firebase.BenchUsers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the archive against rclone: both copy the same objects from the same server on this
 * machine, one after the other, several times. See {@code bench/README.md}.
 */
final class ArchiveBenchmark {

  private static final String SERVER = "dev.atelier.AtelierApplication";
  private static final int PORT = Integer.getInteger("port", 8131);
  private static final int ROUNDS = Integer.getInteger("rounds", 3);

  /** Looking more often would take part of the processor from who is measured. */
  private static final int LOOK_MILLIS = 100;

  private static final List<Integer> TRANSFERS = List.of(64, 32, 16, 8);

  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process bucket;
  private final BufferedReader bucketSays;
  private final PrintStream bucketHears;
  private final String bucketUrl;
  private final BenchUsers users;

  /**
   * What is copied.
   *
   * @param aim least share of rclone's rate
   */
  private record Scenario(String name, int files, int size, int users, int latency, double aim) {}

  private static final Scenario LARGE = new Scenario("large files", 8, 100_000_000, 8, 0, 0.9);

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Scenario("small files, 20 ms away", 20_000, 100_000, 200, 20, 1.2),
          new Scenario("small files, 60 ms away", 20_000, 100_000, 200, 60, 1.2),
          new Scenario("small files", 20_000, 100_000, 200, 0, 0.6),
          LARGE);

  private ArchiveBenchmark(Path folder) throws IOException {
    this.folder = folder;
    bucket =
        java(
            BenchBucket.class.getName(),
            List.of("-Xmx512m", "-XX:MaxDirectMemorySize=256m"),
            Map.of());
    bucketSays =
        new BufferedReader(new InputStreamReader(bucket.getInputStream(), StandardCharsets.UTF_8));
    bucketHears = new PrintStream(bucket.getOutputStream(), true, StandardCharsets.UTF_8);
    bucketUrl = bucketSays.readLine();
    users = new BenchUsers();
  }

  public static void main(String[] arguments) throws Exception {
    Path parent = Path.of(arguments.length > 0 ? arguments[0] : "target/bench-archive");
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), "");
    ArchiveBenchmark benchmark = new ArchiveBenchmark(folder.toAbsolutePath());
    Process server = benchmark.startServer();
    try {
      benchmark.awaitServer(server);
      benchmark.warmUp();
      for (Scenario scenario : SCENARIOS) {
        if (scenario.name().matches(System.getProperty("only", ".*"))) {
          benchmark.compare(scenario, server);
        }
      }
      if ("again".matches(System.getProperty("only", ".*"))) {
        benchmark.again();
      }
    } finally {
      server.destroy();
      server.waitFor();
      benchmark.bucket.destroy();
      benchmark.users.close();
      System.out.printf(
          "%s can be deleted if nothing is measured for ten minutes after that%n", folder);
    }
  }

  private Process startServer() throws IOException {
    List<String> options =
        new ArrayList<>(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    String another = System.getProperty("server");
    if (another != null) {
      options.add(another);
    }
    return java(
        SERVER,
        options,
        Map.of(
            "SERVER_PORT", Integer.toString(PORT),
            "ATELIER_HOME", folder.resolve("home").toString(),
            "ARCHIVE_ROOT", folder.resolve("ours").toString(),
            "FIREBASE_STORAGE_BUCKET", BenchUsers.BUCKET,
            "FIREBASE_PROJECT_ID", BenchUsers.PROJECT,
            "FIRESTORE_EMULATOR_HOST", users.host(),
            "STORAGE_EMULATOR_HOST", bucketUrl));
  }

  private Process java(String main, List<String> options, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(options);
    // A server has no tests on its class path.
    String path = System.getProperty("java.class.path");
    command.addAll(
        List.of(
            "-cp", main.equals(SERVER) ? path.replaceFirst("[^:]*test-classes:", "") : path, main));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(folder.resolve(main + ".err").toFile());
    if (!main.equals(BenchBucket.class.getName())) {
      builder.redirectOutput(folder.resolve(main + ".out").toFile());
    }
    return builder.start();
  }

  /** The JVM's compiler is done with the code that is measured. */
  private void warmUp() throws IOException, InterruptedException {
    Scenario small = new Scenario("small files", 10_000, 100_000, 100, 0, 0);
    for (int i = 0; i < Integer.getInteger("warmups", 4); i++) {
      for (Scenario scenario : List.of(small, LARGE)) {
        fill(scenario, "warm" + i + scenario.size());
        System.out.printf(
            Locale.ROOT, "warm-up with %s: %.2f s%n", scenario.name(), ours(scenario));
        forgetUsers();
      }
    }
  }

  private void compare(Scenario scenario, Process server) throws Exception {
    String key = scenario.name().replaceAll("[^a-z0-9]", "");
    fill(scenario, key + "0");
    double limit = BucketLimit.seconds(bucketUrl, key + "0", scenario.files(), scenario.size());
    System.out.printf(
        Locale.ROOT,
        "%s: the bucket alone %.0f files/s, %.0f MB/s%n",
        scenario.name(),
        scenario.files() / limit,
        megabytes(scenario) / limit);
    int transfers = bestTransfers(scenario, key + "0");
    double theirs = 0;
    double ours = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      String prefix = key + round;
      fill(scenario, prefix);
      long childrenBefore = childrenMillis();
      double rclone = rclone(prefix, transfers);
      long rcloneCpu = childrenMillis() - childrenBefore;
      Duration before = server.info().totalCpuDuration().orElse(Duration.ZERO);
      Duration servedBefore = bucket.info().totalCpuDuration().orElse(Duration.ZERO);
      double atelier = ours(scenario);
      System.out.printf(
          Locale.ROOT,
          "%s, round %d: rclone (%d transfers) %.2f s, %.0f files/s, %.0f MB/s (CPU %d ms); Atelier %.2f s, %.0f files/s,"
              + " %.0f MB/s (CPU %d ms, bucket's %d ms)%n",
          scenario.name(),
          round,
          transfers,
          rclone,
          scenario.files() / rclone,
          megabytes(scenario) / rclone,
          rcloneCpu,
          atelier,
          scenario.files() / atelier,
          megabytes(scenario) / atelier,
          server.info().totalCpuDuration().orElse(Duration.ZERO).minus(before).toMillis(),
          bucket.info().totalCpuDuration().orElse(Duration.ZERO).minus(servedBefore).toMillis());
      theirs += rclone;
      ours += atelier;
      forgetUsers();
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f of rclone's rate (aim %.1f)%n",
        scenario.name(),
        theirs / ours,
        scenario.aim());
  }

  /**
   * Empties what was archived, but not what the archive keeps for itself: rclone's copies are
   * emptied too, and whoever writes next finds their memory and disk free.
   */
  private void forgetUsers() throws IOException {
    try (Stream<Path> users = Files.list(folder.resolve("ours"))) {
      for (Path user : (Iterable<Path>) users::iterator) {
        if (!user.getFileName().toString().startsWith(".")) {
          empty(user);
        }
      }
    }
  }

  /** Processor time of the children that have ended. */
  private static long childrenMillis() throws IOException {
    String[] fields =
        Files.readString(Path.of("/proc/self/stat")).replaceFirst(".*\\) ", "").split(" ");
    return 10 * (Long.parseLong(fields[13]) + Long.parseLong(fields[14]));
  }

  private static double megabytes(Scenario scenario) {
    return scenario.files() * (double) scenario.size() / 1e6;
  }

  private int bestTransfers(Scenario scenario, String prefix)
      throws IOException, InterruptedException {
    int best = 0;
    double time = Double.MAX_VALUE;
    if (Integer.getInteger("transfers") != null) {
      return Integer.getInteger("transfers");
    }
    for (int transfers : TRANSFERS) {
      double took = rclone(prefix, transfers);
      System.out.printf(
          Locale.ROOT, "%s: rclone --transfers %d: %.2f s%n", scenario.name(), transfers, took);
      if (took > time) {
        // Fewer still would be slower still.
        break;
      }
      time = took;
      best = transfers;
    }
    return best;
  }

  /** A second run over 100,000 objects that did not change. */
  private void again() throws IOException, InterruptedException {
    Scenario many = new Scenario("again", 100_000, 1000, 500, 0, 0);
    fill(many, "again");
    System.out.printf(Locale.ROOT, "100,000 objects for the first time: %.2f s%n", ours(many));
    System.out.printf(Locale.ROOT, "100,000 unchanged objects: %.2f s (aim 60)%n", ours(many));
  }

  private void fill(Scenario scenario, String prefix) throws IOException {
    bucketHears.println("latency 0");
    bucketSays.readLine();
    bucketHears.println("fill %s %d %d".formatted(prefix, scenario.files(), scenario.size()));
    bucketSays.readLine();
    bucketHears.println("latency " + scenario.latency());
    bucketSays.readLine();
    users.fill(prefix, scenario.files(), scenario.users(), MediaKind.IMAGE);
  }

  private double rclone(String prefix, int transfers) throws IOException, InterruptedException {
    Path target = Files.createTempDirectory(folder, "rclone");
    settle();
    long start = System.nanoTime();
    Process rclone =
        new ProcessBuilder(
                "rclone",
                "copy",
                ":gcs:%s/%s".formatted(BenchUsers.BUCKET, prefix),
                target.toString(),
                "--config=",
                "--gcs-anonymous",
                "--gcs-endpoint=" + bucketUrl + "/storage/v1/",
                "--transfers=" + transfers,
                "--checkers=64",
                "-q")
            .inheritIO()
            .start();
    if (rclone.waitFor() != 0) {
      throw new IOException("rclone failed");
    }
    double took = (System.nanoTime() - start) / 1e9;
    empty(target);
    return took;
  }

  /** Has the disk take what an earlier copy has left to it, so that nobody pays for another. */
  private static void settle() throws IOException, InterruptedException {
    new ProcessBuilder("sync").start().waitFor();
  }

  private double ours(Scenario scenario) throws IOException, InterruptedException {
    settle();
    Instant start = Instant.now();
    ask("POST", "/batch-process-users");
    String status = "processing";
    while (status.equals("processing")) {
      Thread.sleep(LOOK_MILLIS);
      status = ask("GET", "/batch-process-status").path("status").asString();
    }
    Instant end =
        Instant.parse(ask("GET", "/api/archive/runs?limit=1").at("/runs/0/endedAt").asString());
    JsonNode results = ask("GET", "/batch-process-results");
    if (results.path("total_files_downloaded").asInt() != scenario.files()
        || results.path("failed_users").asInt() != 0) {
      throw new IOException(
          "Not everything was archived: " + String.valueOf(results).substring(0, 500));
    }
    return Duration.between(start, end).toNanos() / 1e9;
  }

  private void awaitServer(Process server) throws InterruptedException {
    while (server.isAlive()) {
      try {
        ask("GET", "/batch-process-status");
        return;
      } catch (IOException e) {
        Thread.sleep(100);
      }
    }
    throw new IllegalStateException("Atelier did not start; see " + folder);
  }

  private JsonNode ask(String method, String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PORT + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  /**
   * Frees what files hold, and keeps the files: ext4 without a journal passes over inodes that were
   * deleted a short while ago, one by one, which costs whoever writes next more than all the rest.
   */
  private static void empty(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        FileChannel.open(each, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
    }
  }
}
