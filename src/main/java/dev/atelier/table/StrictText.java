package dev.atelier.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of a file in UTF-8, or in UTF-16 where a byte order mark says so. All text before bytes that
 * are no text is delivered first, so that a parser has reached exactly that place when {@link
 * MalformedTextException} comes; it then comes at every further read.
 */
final class StrictText extends Reader {

  /** Bytes that are no text in the file's encoding. */
  static final class MalformedTextException extends IOException {
    private final long line;
    private final Charset charset;

    MalformedTextException(long line, Charset charset) {
      super("Line " + line + " is not valid " + charset.name());
      this.line = line;
      this.charset = charset;
    }

    long line() {
      return line;
    }

    Charset charset() {
      return charset;
    }
  }

  private final InputStream bytes;
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final ByteBuffer input = ByteBuffer.allocate(16 * 1024).flip();
  private final CharBuffer decoded = CharBuffer.allocate(16 * 1024).flip();
  private boolean endOfInput;
  private boolean malformed;
  private long line = 1;
  private boolean afterCarriageReturn;

  private StrictText(InputStream bytes, Charset charset) {
    this.bytes = bytes;
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Reads the byte order mark, if there is one, and decodes what follows it. */
  static StrictText of(InputStream bytes) throws IOException {
    PushbackInputStream start = new PushbackInputStream(bytes, 3);
    byte[] mark = start.readNBytes(3);
    Charset charset = StandardCharsets.UTF_8;
    int skipped = 0;
    if (startsWith(mark, 0xEF, 0xBB, 0xBF)) {
      skipped = 3;
    } else if (startsWith(mark, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      skipped = 2;
    } else if (startsWith(mark, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      skipped = 2;
    }
    start.unread(mark, skipped, mark.length - skipped);
    return new StrictText(start, charset);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    while (!decoded.hasRemaining()) {
      if (!decodeMore()) {
        return -1;
      }
    }
    int count = Math.min(length, decoded.remaining());
    decoded.get(target, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private boolean decodeMore() throws IOException {
    if (malformed) {
      throw new MalformedTextException(line, charset);
    }
    decoded.clear();
    CoderResult result = decoder.decode(input, decoded, endOfInput);
    malformed = result.isError();
    decoded.flip();
    countLines();
    if (result.isUnderflow() && !decoded.hasRemaining()) {
      if (endOfInput) {
        return false;
      }
      fill();
    }
    return true;
  }

  private void fill() throws IOException {
    input.compact();
    int count = bytes.read(input.array(), input.position(), input.remaining());
    if (count < 0) {
      endOfInput = true;
    } else {
      input.position(input.position() + count);
    }
    input.flip();
  }

  private void countLines() {
    for (int i = 0; i < decoded.limit(); i++) {
      char character = decoded.get(i);
      if (character == '\r' || (character == '\n' && !afterCarriageReturn)) {
        line++;
      }
      afterCarriageReturn = character == '\r';
    }
  }

  private static boolean startsWith(byte[] bytes, int... start) {
    if (bytes.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (bytes[i] != (byte) start[i]) {
        return false;
      }
    }
    return true;
  }
}
