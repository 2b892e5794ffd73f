package dev.atelier.providers.sandbox;

import dev.atelier.providers.ProviderException;
import dev.atelier.providers.VideoModel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.imageio.ImageIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a short film of the prompt's words on this machine: the same request always has the same
 * film. Nothing is kept between the calls; the film is made when it is asked for.
 */
final class OfflineVideoModel implements VideoModel {

  static final String NAME = "offline-camera";

  private static final Logger log = LoggerFactory.getLogger(OfflineVideoModel.class);
  private static final String OPERATION = "offline/";
  private static final int FRAMES_PER_SECOND = 24;
  private static final int SHORT_SIDE = 720;
  private static final int LONG_SIDE = 1_280;

  /** Where in the film the thumbnail is taken: the first words are there by then. */
  private static final double THUMBNAIL = 0.12;

  private final SandboxVideoProperties properties;
  private final Clock clock;

  /** One film at a time: the encoder uses a processor fully. */
  private final ReentrantLock studio = new ReentrantLock();

  OfflineVideoModel(SandboxVideoProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "offline";
  }

  @Override
  public String model() {
    return NAME;
  }

  @Override
  public boolean offline() {
    return true;
  }

  @Override
  public Submitted submit(Request request) {
    log.debug("Call for video {}", request.sceneId());
    if (properties.refusedPrompts().contains(request.prompt())) {
      throw ProviderException.rejected(
          "content_refused", "The offline model was told to refuse this prompt");
    }
    if (properties.failingPrompts().contains(request.prompt())) {
      throw ProviderException.unavailable(
          "sandbox_failure", "The offline model was told to fail for this prompt", null);
    }
    return new Submitted(OPERATION + clock.millis(), "null");
  }

  /** Nothing is kept, so nothing can have been taken. */
  @Override
  public Optional<Submitted> find(Request request) {
    return Optional.empty();
  }

  @Override
  public boolean findsByScene() {
    return true;
  }

  @Override
  public Status poll(String operation, Request request) {
    return new Status(progress(operation, request), "null");
  }

  private Progress progress(String operation, Request request) {
    if (!operation.matches(OPERATION + "[0-9]{1,15}")) {
      throw ProviderException.rejected("not_found", "There is no such offline operation");
    }
    long started = Long.parseLong(operation.substring(OPERATION.length()));
    if (clock.millis() - started < properties.delay().toMillis()) {
      return new Progress.Processing();
    }
    try {
      return film(request);
    } catch (IOException e) {
      throw ProviderException.unavailable(
          "sandbox_failure", "The film could not be made: " + e.getMessage(), e);
    } catch (LinkageError e) {
      log.error("FFmpeg does not run on this machine", e);
      return new Progress.Failed(
          "not_supported", "Offline videos need Linux on x86-64 or ARM64; set up a provider");
    }
  }

  private Progress film(Request request) throws IOException {
    int width = request.landscape() ? LONG_SIDE : SHORT_SIDE;
    int height = request.landscape() ? SHORT_SIDE : LONG_SIDE;
    String look = request.seed() == null ? request.sceneId() : request.seed().toString();
    MovingType type = new MovingType(request.prompt(), Seed.of(look), width, height);
    int frames = (int) (properties.length().toMillis() * FRAMES_PER_SECOND / 1_000);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Path file = Files.createTempFile("atelier-film", ".mp4");
    studio.lock();
    try {
      try (Mp4Film film = new Mp4Film(file, width, height, FRAMES_PER_SECOND)) {
        for (int i = 0; i < frames; i++) {
          type.draw(image, (double) i / frames);
          film.add(image);
        }
        film.finish();
      }
      type.draw(image, THUMBNAIL);
      return new Progress.Done(
          new Asset.Inline(Files.readAllBytes(file)),
          new Asset.Inline(jpeg(image)),
          (int) properties.length().toSeconds());
    } finally {
      studio.unlock();
      Files.deleteIfExists(file);
    }
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }
}
