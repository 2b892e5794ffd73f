package dev.atelier.providers.openai;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpMethod;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.OutboundHttp.Call;
import dev.atelier.providers.ProviderException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries the SDK's requests over our one client, so that its deadline, limit and metrics hold for
 * them too. Thread-safe.
 */
final class OutboundTransport implements HttpClient {

  private static final String AUTHORIZATION = "Authorization";
  private static final String RETRY_AFTER = "Retry-After";
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final OutboundHttp http;
  private final boolean withKey;

  /**
   * @param withKey whether the key goes along; a server of one's own may take none
   */
  OutboundTransport(OutboundHttp http, boolean withKey) {
    this.http = http;
    this.withKey = withKey;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    if (request.method() != HttpMethod.POST) {
      throw new UnsupportedOperationException("Only what makes something is asked for");
    }
    Timeout timeout = options.getTimeout();
    Duration deadline = timeout == null ? LONGEST : timeout.request();
    Call call = new Call("OpenAI", request.url(), deadline, OutboundHttp.MAX_BYTES);
    Answer answer = http.askTrusted(call, body(request.body()), headers(request.headers()));
    requireObject(answer);
    return new Received(answer);
  }

  /** For the SDK {@code null} is an answer too. */
  private static void requireObject(Answer answer) {
    boolean good = answer.status() >= 200 && answer.status() <= 299;
    if (good && !startsObject(answer.body())) {
      throw ProviderException.unavailable(
          "upstream_invalid_response", "OpenAI sent an answer that cannot be read", null);
    }
  }

  private static boolean startsObject(byte[] body) {
    int start = 0;
    while (start < body.length && Character.isWhitespace(body[start])) {
      start++;
    }
    return start < body.length && body[start] == '{';
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    throw new UnsupportedOperationException("Calls block");
  }

  @Override
  public void close() {
    // The client is shared; the application closes it.
  }

  private static byte[] body(@Nullable HttpRequestBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (body != null) {
      body.writeTo(bytes);
    }
    return bytes.toByteArray();
  }

  private Map<String, String> headers(Headers headers) {
    Map<String, String> sent = new HashMap<>();
    for (String name : headers.names()) {
      if (withKey || !name.equalsIgnoreCase(AUTHORIZATION)) {
        sent.put(name, String.join(", ", headers.values(name)));
      }
    }
    return sent;
  }

  /** An answer, read to its end already. */
  private record Received(Answer answer) implements HttpResponse {

    @Override
    public int statusCode() {
      return answer.status();
    }

    @Override
    public Headers headers() {
      Headers.Builder headers = Headers.builder().put("Content-Type", answer.contentType());
      Optional.ofNullable(answer.retryAfter())
          .ifPresent(wait -> headers.put(RETRY_AFTER, Long.toString(wait.toSeconds())));
      return headers.build();
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
