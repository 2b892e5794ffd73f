package dev.atelier.providers;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes pictures, honest and hostile. */
final class Pictures {

  private Pictures() {}

  static String dataUrl(byte[] bytes) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /** The left half red, the right half blue. */
  static BufferedImage twoHalves(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillRect(0, 0, width / 2, height);
    graphics.setColor(Color.BLUE);
    graphics.fillRect(width / 2, 0, width - width / 2, height);
    graphics.dispose();
    return image;
  }

  static byte[] encoded(String format, int width, int height) {
    return encoded(format, twoHalves(width, height, BufferedImage.TYPE_INT_RGB));
  }

  static byte[] encoded(String format, BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, format, bytes)) {
        throw new IllegalArgumentException(format);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] transparentPng(int width, int height) {
    return encoded("png", new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB));
  }

  /** A PNG of a few KB that claims a size, with so many rows of zeroes. */
  static byte[] pngClaiming(int width, int height, int rows) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 1).put((byte) 0).put(new byte[3]);
    return png(header.array(), deflated(rows * (width / 8 + 2)));
  }

  /** A PNG of 25 megapixels with 24 bits each, in 75 KB. */
  static byte[] largestPng() {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(5_000).putInt(5_000);
    header.put((byte) 8).put((byte) 2).put(new byte[3]);
    return png(header.array(), deflated(5_000 * (5_000 * 3 + 1)));
  }

  private static byte[] png(byte[] header, byte[] data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(0x89504E470D0A1A0AL);
      chunk(out, "IHDR", header);
      chunk(out, "IDAT", data);
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String name, byte[] data) throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(type);
    crc.update(data);
    out.writeInt(data.length);
    out.write(type);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }

  private static byte[] deflated(int zeroes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
      deflater.write(new byte[zeroes]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A GIF whose first frame has two halves and whose others are black. */
  static byte[] gif(int frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(null);
      for (int i = 0; i < frames; i++) {
        BufferedImage frame =
            i == 0
                ? twoHalves(40, 40, BufferedImage.TYPE_BYTE_INDEXED)
                : new BufferedImage(40, 40, BufferedImage.TYPE_BYTE_INDEXED);
        writer.writeToSequence(new IIOImage(frame, null, null), null);
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A JPEG that was taken with the camera held so. */
  static byte[] jpegWithOrientation(int orientation, ByteOrder order) {
    byte[] jpeg = encoded("jpg", 60, 30);
    ByteBuffer exif = ByteBuffer.allocate(36);
    exif.put((byte) 0xFF).put((byte) 0xE1).putShort((short) 34);
    exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    exif.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    exif.order(order).putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation);
    return ByteBuffer.allocate(jpeg.length + exif.capacity())
        .put(jpeg, 0, 2)
        .put(exif.array())
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A lossless WebP of 1 × 1 pixels, green. */
  static byte[] webp() {
    return Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
  }

  /** A WebP whose file header says 16 × 16 and whose frame says far more. */
  static byte[] webpWithLargerFrame() {
    ByteBuffer file = ByteBuffer.allocate(60).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(52).put(ascii("WEBP"));
    file.put(ascii("VP8X")).putInt(10).putInt(0).put(new byte[] {15, 0, 0, 15, 0, 0});
    file.put(ascii("VP8 ")).putInt(20).put(new byte[] {0x10, 0, 0, (byte) 0x9D, 1, 0x2A});
    file.putShort((short) 16_383).putShort((short) 16_383);
    return file.array();
  }

  /** Frames in frames in frames. */
  static byte[] webpOfNestedFrames() {
    int depth = 200_000;
    ByteBuffer file = ByteBuffer.allocate(12 + depth * 24).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(file.capacity() - 8).put(ascii("WEBP"));
    while (file.hasRemaining()) {
      file.put(ascii("ANMF")).putInt(file.remaining() - 4).put(new byte[16]);
    }
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
