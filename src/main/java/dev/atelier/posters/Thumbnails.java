package dev.atelier.posters;

import dev.atelier.identity.UserId;
import dev.atelier.providers.ProviderException;
import dev.atelier.storage.Media;
import dev.atelier.storage.MediaKey;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Small versions of posters, made when first asked for and kept beside them. */
@Component
class Thumbnails {

  static final int WIDTH = 400;

  private static final Logger LOG = LoggerFactory.getLogger(Thumbnails.class);

  /** Decoded pictures are large, and drawing has the processors first. */
  private static final int AT_ONCE = 2;

  private final Media media;
  private final Semaphore makers = new Semaphore(AT_ONCE);

  Thumbnails(Media media) {
    this.media = media;
  }

  /** Key of the small version, if it has one: a PDF has none. */
  static Optional<MediaKey> key(RenderedPoster poster) {
    return key(new MediaKey(poster.media()));
  }

  /** Key of the small version of the picture with this key. */
  static Optional<MediaKey> key(MediaKey picture) {
    String key = picture.value();
    return key.endsWith(".pdf")
        ? Optional.empty()
        : Optional.of(new MediaKey(key.substring(0, key.lastIndexOf('.')) + "-small.jpg"));
  }

  /**
   * A JPEG of the poster, at most {@value #WIDTH} pixels wide; nothing where the poster is gone or
   * damaged.
   */
  Optional<byte[]> of(RenderedPoster poster, UserId owner) {
    Optional<MediaKey> key = key(poster);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> kept = media.find(key.get()).flatMap(stored -> read(stored.key()));
    return kept.isPresent() ? kept : make(poster, key.get(), owner);
  }

  private Optional<byte[]> make(RenderedPoster poster, MediaKey key, UserId owner) {
    makers.acquireUninterruptibly();
    try (InputStream picture = media.open(new MediaKey(poster.media())).orElse(null)) {
      if (picture == null) {
        return Optional.empty();
      }
      Optional<byte[]> made = made(poster, picture.readAllBytes());
      made.ifPresent(bytes -> keep(key, owner, bytes));
      return made;
    } catch (IOException e) {
      throw unreadable(e);
    } finally {
      makers.release();
    }
  }

  // Decoders fail in any way on what is no picture.
  private static Optional<byte[]> made(RenderedPoster poster, byte[] picture) {
    try {
      return Optional.of(jpeg(small(new ByteArrayInputStream(picture))));
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} is damaged and has no small version", poster.media(), e);
      return Optional.empty();
    }
  }

  /** Where it cannot be kept it is made again when it is next asked for. */
  private void keep(MediaKey key, UserId owner, byte[] bytes) {
    try {
      media.put(key, owner, "image/jpeg", bytes);
    } catch (ProviderException | DataAccessException e) {
      LOG.warn("{} is made but not kept: {}", key, e.getMessage());
    }
  }

  private static ProviderException unreadable(IOException cause) {
    return ProviderException.unavailable(
        "storage_unavailable", "The picture cannot be read now", cause);
  }

  private Optional<byte[]> read(MediaKey key) {
    try (InputStream bytes = media.open(key).orElse(null)) {
      return bytes == null ? Optional.empty() : Optional.of(bytes.readAllBytes());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Skips pixels while it decodes, so that a poster of 50 megapixels takes little memory. */
  private static BufferedImage small(InputStream bytes) throws IOException {
    try (ImageInputStream input = ImageIO.createImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      if (!readers.hasNext()) {
        throw new IOException("Not a picture");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(input, true, true);
        int step = Math.max(1, reader.getWidth(0) / (2 * WIDTH));
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return fit(reader.read(0, parameters));
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage fit(BufferedImage image) {
    double factor = Math.min(1, (double) WIDTH / image.getWidth());
    int width = Math.max(1, (int) Math.round(image.getWidth() * factor));
    int height = Math.max(1, (int) Math.round(image.getHeight() * factor));
    var target = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = target.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, Color.WHITE, null);
    graphics.dispose();
    return target;
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "jpeg", bytes)) {
      throw new IOException("No JPEG can be written");
    }
    return bytes.toByteArray();
  }
}
