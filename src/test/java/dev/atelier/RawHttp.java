package dev.atelier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as bytes, for what no HTTP client lets a test send. */
public final class RawHttp {

  /** An answer; {@code body} is what followed the headers. */
  public record Answer(int status, List<String> headers, String body) {

    public List<String> header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d{1,9})\r\n");

  private static final int UNKNOWN = Integer.MAX_VALUE - 1;

  private RawHttp() {}

  /** Sends lines, each ended as HTTP wants it, with a blank one after the last. */
  public static Answer send(int port, String... lines) {
    return sendBytes(
        port, (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** A request without a body that closes its connection; headers are whole lines. */
  public static Answer request(int port, String method, String path, String... headers) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean named = false;
    for (String header : headers) {
      text.append(header).append("\r\n");
      named |= header.startsWith("Host:");
    }
    if (!named) {
      text.append("Host: localhost:").append(port).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n");
    return sendBytes(port, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Sends the bytes and reads the answer: its length, until the server closes, or 60 seconds. */
  public static Answer sendBytes(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return parse(readAll(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readAll(InputStream in) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      byte[] buffer = new byte[8192];
      int length = UNKNOWN;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
        length = length == UNKNOWN ? length(all.toString(StandardCharsets.ISO_8859_1)) : length;
        if (all.size() >= length) {
          break;
        }
      }
    } catch (IOException _) {
      return all.toString(StandardCharsets.UTF_8);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /** How long the answer is that starts so; longer than any where it does not say. */
  private static int length(String start) {
    int end = start.indexOf("\r\n\r\n");
    if (end < 0) {
      return UNKNOWN;
    }
    Matcher length = LENGTH.matcher(start.substring(0, end + 2));
    return length.find() ? end + 4 + Integer.parseInt(length.group(1)) : Integer.MAX_VALUE;
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, List.of(), text);
    }
    List<String> lines = List.of(text.substring(0, end).split("\r\n"));
    int status = Integer.parseInt(lines.getFirst().split(" ")[1]);
    Answer answer = new Answer(status, lines.subList(1, lines.size()), text.substring(end + 4));
    return answer.header("Transfer-Encoding").contains("chunked")
        ? new Answer(status, answer.headers(), unchunked(answer.body()))
        : answer;
  }

  // Counts characters for bytes, which is right for the plain text that tests send.
  private static String unchunked(String body) {
    StringBuilder all = new StringBuilder();
    String rest = body;
    while (!rest.isEmpty()) {
      int line = rest.indexOf("\r\n");
      int size = Integer.parseInt(rest.substring(0, line), 16);
      all.append(rest, line + 2, line + 2 + size);
      rest = size == 0 ? "" : rest.substring(line + 2 + size + 2);
    }
    return all.toString();
  }
}
