package dev.atelier.providers.firebase;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Sends objects' bytes as the service does, and as faults tell. */
final class MediaAnswers {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final StorageLog log;

  MediaAnswers(StorageLog log) {
    this.log = log;
  }

  static long offset(WireServer.Request request) {
    Matcher range = RANGE.matcher(request.header("range"));
    return range.matches() ? Long.parseLong(range.group(1)) : 0;
  }

  void answer(
      WireServer.Request request,
      StorageRequest asked,
      @Nullable StoredObject object,
      Fault fault,
      WireServer.Connection to)
      throws IOException, InterruptedException {
    long began = log.begins();
    if (!fault.pause().isZero()) {
      Thread.sleep(fault.pause());
    }
    int refused = fault.status() == 0 ? refusal(request, object) : fault.status();
    if (object == null || refused != 0) {
      log.sent(asked, refused, 0, began);
      fault.afterwards().run();
      Answers.error(to, refused, "The stand-in says " + refused, fault.retryAfter());
      return;
    }
    if (object.encoding().equals("gzip") && !request.header("accept-encoding").contains("gzip")) {
      decompressed(asked, object, to, began);
      return;
    }
    boolean part = !fault.ignoresRange() && !request.header("range").isEmpty();
    long from = part ? asked.offset() : 0;
    if (from > 0 && from >= object.size()) {
      log.sent(asked, 416, 0, began);
      to.send(
          "HTTP/1.1 416 Range\r\nContent-Range: bytes */%d\r\nContent-Length: 0\r\n\r\n"
              .formatted(object.size()));
      return;
    }
    stored(asked, object, fault, to, new Part(part, from, began));
  }

  /** Which bytes are sent, and since when. */
  private record Part(boolean partial, long from, long began) {}

  private static int refusal(WireServer.Request request, @Nullable StoredObject object) {
    if (object == null) {
      return 404;
    }
    String generation = Long.toString(object.generation());
    if (!request.query().getOrDefault("ifGenerationMatch", generation).equals(generation)) {
      return 412;
    }
    return request.query().getOrDefault("generation", generation).equals(generation) ? 0 : 404;
  }

  private void stored(
      StorageRequest asked, StoredObject object, Fault fault, WireServer.Connection to, Part part)
      throws IOException {
    if (object.isRepeated()) {
      repeated(asked, object, fault, to, part);
      return;
    }
    int from = (int) part.from();
    int end = (int) object.size() - fault.missing();
    ByteBuffer bytes = object.content().duplicate().position(from).limit(end);
    int announced = bytes.remaining();
    boolean cut = fault.share() < 1;
    if (cut) {
      bytes.limit(from + (int) (announced * fault.share()));
    }
    if (fault.flips()) {
      bytes = flipped(bytes);
    }
    int sent = bytes.remaining();
    int status = part.partial() ? 206 : 200;
    String head = head(object, status, announced, from, end);
    if (sent == 0 || log.keepsSumsOnly()) {
      log.sent(asked, status, sent, part.began());
      to.send(head, bytes);
    } else {
      // The end is logged before the last byte: who has read that one finds it in the log, and what
      // is asked for next begins later.
      to.send(head, bytes.slice(bytes.position(), sent - 1));
      log.sent(asked, status, sent, part.began());
      to.send("", bytes.slice(bytes.limit() - 1, 1));
    }
    fault.afterwards().run();
    if (cut && fault.stalls()) {
      to.stall();
    } else if (cut) {
      throw new EOFException("cut as told");
    }
  }

  /** Sends what is longer than memory; of the faults it knows cuts. */
  private void repeated(
      StorageRequest asked, StoredObject object, Fault fault, WireServer.Connection to, Part part)
      throws IOException {
    long announced = object.size() - part.from();
    long end = part.from() + (long) (announced * fault.share());
    int status = part.partial() ? 206 : 200;
    to.send(head(object, status, announced, part.from(), object.size()));
    for (long at = part.from(); at < end; ) {
      ByteBuffer piece = object.piece(at, end);
      at += piece.remaining();
      to.send("", piece);
    }
    log.sent(asked, status, end - part.from(), part.began());
    if (end < object.size()) {
      throw new EOFException("cut as told");
    }
  }

  private static String head(StoredObject object, int status, long length, long from, long end) {
    return "HTTP/1.1 %d %s\r\n".formatted(status, status == 206 ? "Partial Content" : "OK")
        + (status == 206 ? "Content-Range: bytes %d-%d/%d\r\n".formatted(from, end - 1, end) : "")
        + (object.encoding().isEmpty() ? "" : "Content-Encoding: " + object.encoding() + "\r\n")
        + described(object)
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  private static String described(StoredObject object) {
    return "Content-Type: "
        + object.contentType()
        + "\r\nX-Goog-Generation: "
        + object.generation()
        + "\r\nX-Goog-Hash: crc32c="
        + object.crc32c()
        + (object.md5() == null ? "" : ",md5=" + object.md5())
        + "\r\nX-Goog-Stored-Content-Encoding: "
        + (object.encoding().isEmpty() ? "identity" : object.encoding())
        + "\r\nX-Goog-Stored-Content-Length: "
        + object.size()
        + "\r\n";
  }

  private static ByteBuffer flipped(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    copy[copy.length / 2] ^= 1;
    return ByteBuffer.wrap(copy);
  }

  /** Who does not say that it understands gzip gets the content instead, always all of it. */
  private void decompressed(
      StorageRequest asked, StoredObject object, WireServer.Connection to, long began)
      throws IOException {
    byte[] stored = new byte[(int) object.size()];
    object.content().duplicate().get(stored);
    byte[] plain = new GZIPInputStream(new ByteArrayInputStream(stored)).readAllBytes();
    log.sent(asked, 200, plain.length, began);
    to.send(
        "HTTP/1.1 200 OK\r\nWarning: 214 UploadServer gunzipped\r\n"
            + described(object)
            + "Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(plain.length),
        ByteBuffer.wrap(plain),
        ByteBuffer.wrap("\r\n0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)));
  }
}
