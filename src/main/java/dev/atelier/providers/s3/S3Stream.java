package dev.atelier.providers.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's bytes. Closed early, it drops its connection instead of reading on to the end. */
final class S3Stream extends FilterInputStream {

  private final ResponseInputStream<GetObjectResponse> object;
  private boolean ended;

  S3Stream(ResponseInputStream<GetObjectResponse> object) {
    super(object);
    this.object = object;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    ended |= value < 0;
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    ended |= count < 0;
    return count;
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      super.close();
    } else {
      object.abort();
    }
  }
}
