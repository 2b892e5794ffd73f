package dev.atelier.providers.firebase;

import dev.atelier.providers.ObjectBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/** The bytes of an answer that has just begun. */
final class DownloadedBody extends InputStream implements ObjectBody {

  private final HttpGet request;
  private final ClassicHttpResponse response;
  private final long offset;
  private final long generation;
  private final long size;
  private final InputStream in;
  private long left;
  private boolean ended;

  DownloadedBody(
      HttpGet request, ClassicHttpResponse response, long offset, long generation, long size)
      throws IOException {
    this.request = request;
    this.response = response;
    this.offset = offset;
    this.generation = generation;
    this.size = size;
    this.left = size - offset;
    HttpEntity entity = response.getEntity();
    this.in = entity == null || left == 0 ? InputStream.nullInputStream() : entity.getContent();
  }

  @Override
  public long offset() {
    return offset;
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream bytes() {
    return this;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      end();
      return -1;
    }
    int count = in.read(target, from, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("The object ended %d bytes early".formatted(left));
    }
    left -= count;
    return count;
  }

  /** Reads the end of the answer, so that the connection can be used again. */
  private void end() throws IOException {
    if (!ended) {
      if (in.read() >= 0) {
        throw new IOException("The object goes on after its end");
      }
      ended = true;
    }
  }

  @Override
  public void close() {
    try {
      if (left == 0) {
        end();
      }
    } catch (IOException e) {
      // Whoever wants to know reads to the end; the connection is dropped below.
      ended = false;
    }
    if (!ended) {
      request.abort();
    }
    try {
      response.close();
    } catch (IOException e) {
      request.abort();
    }
  }
}
