package dev.atelier.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that says only while it is read how long it is. */
class CountedStream extends FilterInputStream {

  private final long limit;
  private long count;

  CountedStream(InputStream in, long limit) {
    super(in);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    add(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    add(Math.max(0, read));
    return read;
  }

  private void add(int read) {
    count += read;
    if (count > limit) {
      throw BodyLimitFilter.tooLong(limit);
    }
  }
}
