package dev.atelier.providers.firebase;

import com.google.auth.oauth2.GoogleCredentials;
import dev.atelier.providers.ObjectBody;
import dev.atelier.providers.ProviderException;
import dev.atelier.providers.firebase.StorageFailures.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Opens objects' stored bytes over plain HTTP, with the credentials of the SDK but past its own
 * reader, so that a range of one generation comes as it is stored (docs/adr/0012).
 */
final class ObjectDownloads implements AutoCloseable {

  private static final int MAX_REFUSAL = 16 * 1024;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  private final CloseableHttpClient client = DownloadConnections.client();
  private final @Nullable GoogleCredentials credentials;
  private final URI base;
  private final HttpHost host;
  private final String objects;
  private final StorageFailures failures;

  ObjectDownloads(FirebaseAccess access) {
    this.credentials = access.credentials();
    this.base = URI.create(access.storageUrl());
    this.host = HttpHost.create(base);
    this.objects = "/download/storage/v1/b/" + encoded(access.bucket()) + "/o/";
    this.failures = new StorageFailures(access.bucket());
  }

  ObjectBody open(String path, long generation, long offset) {
    HttpGet request =
        new HttpGet(
            objects
                + encoded(path)
                + "?alt=media"
                + (generation == 0 ? "" : "&ifGenerationMatch=" + generation));
    // Without this the service sends compressed objects decompressed, and their checksums are off.
    request.setHeader("Accept-Encoding", "gzip");
    if (offset > 0) {
      request.setHeader("Range", "bytes=" + offset + "-");
    }
    authorize(request);
    ClassicHttpResponse response = null;
    boolean opened = false;
    try {
      response = client.executeOpen(host, request, null);
      ObjectBody body = body(request, response, generation, offset);
      opened = true;
      return body;
    } catch (IOException e) {
      throw failures.lost(e);
    } finally {
      if (!opened) {
        request.abort();
        if (response != null) {
          closeQuietly(response);
        }
      }
    }
  }

  private ObjectBody body(
      HttpGet request, ClassicHttpResponse response, long generation, long offset)
      throws IOException {
    int status = response.getCode();
    if (status == 416 && isEnd(response, offset)) {
      return new DownloadedBody(request, response, offset, generation, offset);
    }
    if (status != 200 && status != 206) {
      throw failures.of(new Refusal(status, told(response), value(response, "Retry-After")));
    }
    ContentRange range = status == 206 ? ContentRange.of(value(response, "Content-Range")) : null;
    if (status == 206 && (range == null || range.first() != offset)) {
      throw StorageFailures.invalid("Cloud Storage sent another part than it was asked for");
    }
    String stored = value(response, "X-Goog-Stored-Content-Encoding");
    String sent = value(response, "Content-Encoding");
    if (stored != null && !stored.equals(sent == null ? "identity" : sent)) {
      throw StorageFailures.invalid("Cloud Storage did not send the bytes as they are stored");
    }
    long served = number(value(response, "X-Goog-Generation"), generation);
    if (generation != 0 && served != generation) {
      throw ProviderException.rejected("object_changed", "The object is another one by now");
    }
    long size = range == null ? response.getEntity().getContentLength() : range.size();
    if (size < 0) {
      size = number(value(response, "X-Goog-Stored-Content-Length"), -1);
    }
    if (size < 0) {
      throw StorageFailures.invalid("Cloud Storage did not say how long the object is");
    }
    return new DownloadedBody(request, response, range == null ? 0 : offset, served, size);
  }

  private void authorize(HttpGet request) {
    if (credentials == null) {
      return;
    }
    try {
      for (Map.Entry<String, List<String>> header :
          credentials.getRequestMetadata(base).entrySet()) {
        header.getValue().forEach(value -> request.addHeader(header.getKey(), value));
      }
    } catch (IOException e) {
      throw failures.lost(e);
    }
  }

  /** Whether nothing was sent because nothing is left. */
  private static boolean isEnd(ClassicHttpResponse response, long offset) {
    return ("bytes */" + offset).equals(value(response, "Content-Range"));
  }

  private static String told(ClassicHttpResponse response) throws IOException {
    try (InputStream body =
        response.getEntity() == null
            ? new ByteArrayInputStream(new byte[0])
            : response.getEntity().getContent()) {
      return new String(body.readNBytes(MAX_REFUSAL), StandardCharsets.UTF_8);
    }
  }

  private static @Nullable String value(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  private static long number(@Nullable String text, long otherwise) {
    return text != null && NUMBER.matcher(text).matches() ? Long.parseLong(text) : otherwise;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      // The connection is dropped already; that it also complains changes nothing.
      response.setEntity(null);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
