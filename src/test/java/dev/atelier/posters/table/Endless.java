package dev.atelier.posters.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;

/** A file that is made while it is read: a start, then the same text over and over. */
final class Endless extends InputStream {

  private final byte[] start;
  private final byte[] repeated;
  private final long size;
  private long at;

  Endless(String start, String repeated, long size) {
    this.start = start.getBytes(UTF_8);
    this.repeated = repeated.getBytes(UTF_8);
    this.size = size;
  }

  @Override
  public int read() {
    if (at == size) {
      return -1;
    }
    long index = at++;
    return index < start.length
        ? start[(int) index]
        : repeated[(int) ((index - start.length) % repeated.length)];
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = 0;
    while (count < length) {
      int octet = read();
      if (octet < 0) {
        return count == 0 ? -1 : count;
      }
      target[offset + count++] = (byte) octet;
    }
    return count;
  }
}
