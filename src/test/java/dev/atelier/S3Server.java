package dev.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * An S3 server with one bucket, in a process of its own: it checks signatures, checksums and
 * conditions as the real one does. Can be stopped and started again on the same port and objects.
 */
public final class S3Server implements AutoCloseable {

  public static final String BUCKET = "atelier-test";
  public static final String ACCESS_KEY = "test-access-key";
  public static final String SECRET_KEY = "test-secret-key";

  private static final Path JAR = Path.of("target", "s3", "s3proxy.jar").toAbsolutePath();

  private final Path folder;
  private final int port = FreePort.next();
  private @Nullable Process process;

  private S3Server(Path folder) {
    this.folder = folder;
  }

  /** Starts a server with an empty bucket. */
  public static S3Server start() {
    try {
      S3Server server = new S3Server(Files.createTempDirectory("atelier-s3"));
      Files.createDirectories(server.folder.resolve("objects").resolve(BUCKET));
      server.resume();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has applications of this process keep their media here. */
  public void use(DynamicPropertyRegistry properties) {
    System.setProperty("aws.accessKeyId", ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", SECRET_KEY);
    properties.add("atelier.s3.bucket", () -> BUCKET);
    properties.add("atelier.s3.endpoint", this::endpoint);
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** The folder whose files are the bucket's objects. */
  public Path objects() {
    return folder.resolve("objects").resolve(BUCKET);
  }

  /** Starts it again after {@link #stop()}. */
  public void resume() {
    start(SECRET_KEY);
  }

  /** Starts it again after {@link #stop()}, with another secret: it answers everything with 403. */
  public void refuse() {
    start("another-secret");
  }

  private void start(String secret) {
    try {
      Path settings = folder.resolve("s3proxy.conf");
      Files.writeString(
          settings,
          """
          s3proxy.endpoint=%s
          s3proxy.authorization=aws-v2-or-v4
          s3proxy.identity=%s
          s3proxy.credential=%s
          jclouds.provider=filesystem-nio2
          jclouds.identity=none
          jclouds.credential=none
          jclouds.filesystem.basedir=%s
          """
              .formatted(endpoint(), ACCESS_KEY, secret, folder.resolve("objects")));
      Process started =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  JAR.toString(),
                  "--properties",
                  settings.toString())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("s3proxy.log").toFile()))
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
      process = started;
      Awaitility.await("S3 server")
          .atMost(Duration.ofSeconds(60))
          .failFast(() -> !started.isAlive())
          .until(this::listens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once; its port refuses connections from then on. */
  public void stop() {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      if (!running.destroyForcibly().waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The S3 server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
