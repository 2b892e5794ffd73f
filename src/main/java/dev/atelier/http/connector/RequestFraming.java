package dev.atelier.http.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Follows the bytes that a client sends and knows which of them are header and which are body.
 *
 * <p>It is stricter than it must be (RFC 9112): what two servers in a row could cut into different
 * requests is wrong. That is a line that does not end with CR LF, a line that goes on in the next,
 * a length beside a transfer coding, more than one of either, a length that is not digits only, a
 * coding other than {@code chunked}, and chunks that are not what they say.
 */
final class RequestFraming {

  private enum State {
    REQUEST_LINE,
    FIELDS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS
  }

  private static final int MAX_LINE = 64 * 1024;
  private static final long NONE = -1;

  private State state = State.REQUEST_LINE;
  private byte[] line = new byte[256];
  private int length;
  private boolean afterReturn;
  private boolean afterBlank;
  private boolean old;
  private boolean chunked;
  private long contentLength = NONE;
  private long left;

  /** Whether a header has begun and not ended. */
  boolean inHeader() {
    return state == State.FIELDS
        || state == State.REQUEST_LINE && (length > 0 || afterReturn || afterBlank);
  }

  boolean inBody() {
    return state != State.FIELDS && state != State.REQUEST_LINE;
  }

  /**
   * Takes bytes; returns where the first wrong one is, or -1. After a wrong one there is no more.
   */
  int firstWrong(ByteBuffer bytes, int from, int to) {
    int at = from;
    while (at < to) {
      if (state == State.BODY || state == State.CHUNK) {
        long skipped = Math.min(left, to - at);
        left -= skipped;
        at += (int) skipped;
        if (left == 0) {
          state = state == State.CHUNK ? State.CHUNK_END : ended();
        }
      } else if (takes(bytes.get(at))) {
        at++;
      } else {
        return at;
      }
    }
    return -1;
  }

  private boolean takes(byte next) {
    if (next == '\n') {
      boolean whole = afterReturn && endOfLine();
      afterReturn = false;
      length = 0;
      return whole;
    }
    if (afterReturn) {
      return false;
    }
    if (next == '\r') {
      afterReturn = true;
      return true;
    }
    boolean folded = length == 0 && (next == ' ' || next == '\t');
    if (folded || state == State.CHUNK_END || length == MAX_LINE) {
      return false;
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, 2 * length);
    }
    line[length++] = next;
    return true;
  }

  private boolean endOfLine() {
    return switch (state) {
      case REQUEST_LINE -> length == 0 ? blank() : requestLine();
      case FIELDS -> length == 0 ? headerEnds() : field();
      case CHUNK_SIZE -> chunkSize();
      case CHUNK_END -> {
        state = State.CHUNK_SIZE;
        yield true;
      }
      case TRAILERS -> {
        state = length == 0 ? ended() : state;
        yield true;
      }
      case BODY, CHUNK -> throw new IllegalStateException("Bodies have no lines");
    };
  }

  // Some old clients end a body with a line that is not theirs to send; one is overlooked.
  private boolean blank() {
    boolean first = !afterBlank;
    afterBlank = true;
    return first;
  }

  private boolean requestLine() {
    afterBlank = false;
    old = endsWith(" HTTP/1.0");
    state = State.FIELDS;
    // Any other version is for Tomcat to refuse; without one it would answer as in 1991.
    return old || endsWith(" HTTP/1.1") || text(0, length).contains(" HTTP/");
  }

  private boolean endsWith(String end) {
    return length >= end.length() && text(length - end.length(), length).equals(end);
  }

  private boolean field() {
    int colon = 0;
    while (colon < length && line[colon] != ':') {
      colon++;
    }
    if (colon == 0 || colon == length) {
      return false;
    }
    // Nearly all names differ in length: no text is made of them.
    if (colon == 14 && text(0, colon).equalsIgnoreCase("content-length")) {
      return contentLength(text(colon + 1, length));
    }
    if (colon == 17 && text(0, colon).equalsIgnoreCase("transfer-encoding")) {
      return coding(text(colon + 1, length));
    }
    return true;
  }

  private boolean contentLength(String value) {
    String digits = value.strip();
    boolean one = contentLength == NONE && !chunked;
    if (!one || digits.isEmpty() || digits.length() > 18 || !isDigits(digits)) {
      return false;
    }
    contentLength = Long.parseLong(digits);
    return true;
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(letter -> letter >= '0' && letter <= '9');
  }

  private boolean coding(String value) {
    boolean one = contentLength == NONE && !chunked;
    chunked = true;
    return one && !old && value.strip().equalsIgnoreCase("chunked");
  }

  private boolean headerEnds() {
    if (chunked) {
      state = State.CHUNK_SIZE;
    } else if (contentLength > 0) {
      left = contentLength;
      state = State.BODY;
    } else {
      state = ended();
    }
    return true;
  }

  private boolean chunkSize() {
    int digits = 0;
    long size = 0;
    while (digits < length && Character.digit(line[digits], 16) >= 0) {
      size = size * 16 + Character.digit(line[digits], 16);
      digits++;
      if (digits > 8) {
        return false;
      }
    }
    left = size;
    state = size == 0 ? State.TRAILERS : State.CHUNK;
    return digits > 0 && size <= Integer.MAX_VALUE && (digits == length || line[digits] == ';');
  }

  private State ended() {
    chunked = false;
    contentLength = NONE;
    return State.REQUEST_LINE;
  }

  private String text(int from, int to) {
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
