package dev.atelier.videos.generation;

import java.io.IOException;
import java.io.RandomAccessFile;
import org.jspecify.annotations.Nullable;

/** The duration in the information of a WebM file's one segment. */
final class WebmLength {

  private static final long SEGMENT = 0x18538067L;
  private static final long INFO = 0x1549A966L;
  private static final long SCALE = 0x2AD7B1L;
  private static final long DURATION = 0x4489L;
  private static final long CLUSTER = 0x1F43B675L;
  private static final int MOST_ELEMENTS = 10_000;

  private final RandomAccessFile bytes;
  private long scale = 1_000_000;
  private double duration = -1;
  private int elements;

  WebmLength(RandomAccessFile bytes) {
    this.bytes = bytes;
  }

  @Nullable Integer seconds() throws IOException {
    walk(0, bytes.length());
    return duration < 0 ? null : VideoLength.whole(duration * scale / 1e9);
  }

  private void walk(long from, long to) throws IOException {
    long at = from;
    while (at < to && elements++ < MOST_ELEMENTS) {
      bytes.seek(at);
      long id = number(false);
      long size = number(true);
      long start = bytes.getFilePointer();
      long end = size < 0 || size > to - start ? to : start + size;
      if (id == SEGMENT || id == INFO) {
        walk(start, end);
      } else if (id == SCALE && size > 0 && size <= 8) {
        scale = unsigned((int) size);
      } else if (id == DURATION && (size == 4 || size == 8)) {
        duration = size == 4 ? bytes.readFloat() : bytes.readDouble();
      } else if (id == CLUSTER || id == 0) {
        return;
      }
      at = end;
    }
  }

  private long unsigned(int length) throws IOException {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | bytes.readUnsignedByte();
    }
    return value;
  }

  /** A number whose first byte says how long it is; negative for a size that is not known. */
  private long number(boolean size) throws IOException {
    int first = bytes.readUnsignedByte();
    int length = Integer.numberOfLeadingZeros(first) - 23;
    if (length > 8) {
      return 0;
    }
    long value = size ? first & (0xFF >> length) : first;
    boolean unknown = size && value == (0xFF >> length);
    for (int i = 1; i < length; i++) {
      int next = bytes.readUnsignedByte();
      unknown &= next == 0xFF;
      value = value << 8 | next;
    }
    return unknown ? -1 : value;
  }
}
