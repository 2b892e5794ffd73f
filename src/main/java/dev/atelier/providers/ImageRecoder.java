package dev.atelier.providers;

import dev.atelier.providers.RemoteImages.Image;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes a stranger's picture within limits and encodes its pixels anew. */
final class ImageRecoder {

  static final int MAX_SIDE = 1_200;
  static final long MAX_PIXELS = 25_000_000;

  private static final Duration MAX_DECODING = Duration.ofSeconds(10);
  private static final int MEGABYTE = 1024 * 1024;

  private final int budget =
      (int) Math.clamp(Runtime.getRuntime().maxMemory() / 4 / MEGABYTE, 64, 512);
  private final Semaphore megabytes = new Semaphore(budget, true);

  Image recode(byte[] source) {
    return recode(source, MAX_SIDE);
  }

  Image recode(byte[] source, int side) {
    ImageKind kind = ImageKind.of(source);
    ImageReader reader = ImageIO.getImageReadersByFormatName(kind.format()).next();
    try (ImageInputStream input =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(source))) {
      reader.setInput(input, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      long pixels = Math.max((long) width * height, WebpFrames.largest(kind, source));
      if (pixels > MAX_PIXELS) {
        throw RemoteImages.tooLarge();
      }
      if (width < 1 || height < 1) {
        throw unreadable();
      }
      return withinBudget(reader, kind, source, pixels, side);
    } catch (IOException | RuntimeException e) {
      // A decoder may stumble over hostile bytes in any way.
      throw e instanceof ProviderException known ? known : unreadable();
    } finally {
      reader.dispose();
    }
  }

  private Image withinBudget(
      ImageReader reader, ImageKind kind, byte[] source, long pixels, int side) throws IOException {
    int cost = (int) Math.min(budget, 4 + pixels * 8 / MEGABYTE);
    try {
      megabytes.acquire(cost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RemoteImages.interrupted(e);
    }
    try {
      BufferedImage decoded = decode(reader, side);
      boolean fewColours = decoded.getColorModel() instanceof IndexColorModel;
      BufferedImage fitted = Pixels.fit(decoded, side);
      int orientation = kind == ImageKind.JPEG ? ExifOrientation.of(source) : 1;
      return Pixels.encode(Pixels.upright(fitted, orientation), fewColours);
    } finally {
      megabytes.release(cost);
    }
  }

  private static BufferedImage decode(ImageReader reader, int wanted) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    int side = Math.max(reader.getWidth(0), reader.getHeight(0));
    // Decoding more than half as much again as is needed only costs memory.
    int step = Math.max(1, side / (wanted * 3 / 2));
    param.setSourceSubsampling(step, step, 0, 0);
    TimeLimit limit = new TimeLimit(System.nanoTime() + MAX_DECODING.toNanos());
    reader.addIIOReadProgressListener(limit);
    BufferedImage image = reader.read(0, param);
    if (limit.exceeded) {
      throw ProviderException.rejected("image_refused", "The image takes too long to decode");
    }
    return image;
  }

  static ProviderException unreadable() {
    return ProviderException.rejected("not_an_image", "The image is damaged");
  }

  private static final class TimeLimit implements IIOReadProgressListener {
    private final long atNanos;
    private boolean exceeded;

    TimeLimit(long atNanos) {
      this.atNanos = atNanos;
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
      if (System.nanoTime() - atNanos > 0) {
        exceeded = true;
        source.abort();
      }
    }

    @Override
    public void sequenceStarted(ImageReader source, int minIndex) {}

    @Override
    public void sequenceComplete(ImageReader source) {}

    @Override
    public void imageStarted(ImageReader source, int imageIndex) {}

    @Override
    public void imageComplete(ImageReader source) {}

    @Override
    public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

    @Override
    public void thumbnailProgress(ImageReader source, float percentageDone) {}

    @Override
    public void thumbnailComplete(ImageReader source) {}

    @Override
    public void readAborted(ImageReader source) {}
  }
}
