package dev.atelier.videos.generation;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads how long a video lasts out of its headers, without a decoder: what strangers send is not
 * given to native code.
 */
final class VideoLength {

  private static final int MOST_BOXES = 10_000;
  private static final long LONGEST = 86_400;
  private static final int MVHD = 0x6D766864;
  private static final int MOOV = 0x6D6F6F76;

  private VideoLength() {}

  /** Whole seconds, rounded; null where the file does not say. */
  static @Nullable Integer seconds(Path file, VideoKind kind) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
      return switch (kind) {
        case MP4 -> mp4(bytes, 0, bytes.length(), 0);
        case WEBM -> new WebmLength(bytes).seconds();
      };
    } catch (java.io.EOFException e) {
      return null;
    }
  }

  private static @Nullable Integer mp4(RandomAccessFile bytes, long from, long to, int boxes)
      throws IOException {
    long at = from;
    int count = boxes;
    while (at + 8 <= to && count++ < MOST_BOXES) {
      bytes.seek(at);
      long size = bytes.readInt() & 0xFFFFFFFFL;
      int type = bytes.readInt();
      long header = 8;
      if (size == 1) {
        size = bytes.readLong();
        header = 16;
      } else if (size == 0) {
        size = to - at;
      }
      if (size < header || size > to - at) {
        return null;
      }
      if (type == MOOV) {
        return mp4(bytes, at + header, at + size, count);
      }
      if (type == MVHD) {
        return header(bytes);
      }
      at += size;
    }
    return null;
  }

  private static @Nullable Integer header(RandomAccessFile bytes) throws IOException {
    int version = bytes.readUnsignedByte();
    bytes.skipBytes(3);
    bytes.skipBytes(version == 1 ? 16 : 8);
    long scale = bytes.readInt() & 0xFFFFFFFFL;
    long duration = version == 1 ? bytes.readLong() : bytes.readInt() & 0xFFFFFFFFL;
    return scale == 0 || duration < 0 ? null : whole((double) duration / scale);
  }

  static @Nullable Integer whole(double seconds) {
    return seconds >= 0 && seconds <= LONGEST ? (int) Math.round(seconds) : null;
  }
}
