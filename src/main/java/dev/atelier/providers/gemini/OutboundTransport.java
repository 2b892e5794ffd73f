package dev.atelier.providers.gemini;

import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.OutboundHttp.Answer;
import dev.atelier.providers.OutboundHttp.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the SDK's requests over our one client, so that its deadline, limit and metrics hold for
 * them too, and turns refusals into our failures before the SDK sees them. Thread-safe.
 */
final class OutboundTransport implements Interceptor {

  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final OutboundHttp http;
  private final Duration deadline;

  OutboundTransport(OutboundHttp http, Duration deadline) {
    this.http = http;
    this.deadline = deadline;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Call call = new Call("Google", request.url().toString(), deadline, OutboundHttp.MAX_BYTES);
    Map<String, String> headers = headers(request);
    Answer answer =
        switch (request.method()) {
          case "GET" -> http.askTrusted(call, headers);
          case "POST" -> http.askTrusted(call, bytes(request.body()), headers);
          default -> throw new IOException("Only what is made and asked about is sent");
        };
    boolean starts = starts(request);
    GoogleFailures.requireTaken(answer, starts);
    byte[] body = starts ? answer.body() : FilteredAnswers.atBothLevels(answer.body());
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message("")
        .header("Content-Type", "application/json")
        .body(ResponseBody.create(body, JSON))
        .build();
  }

  /** Whether the request starts a video, rather than asking about one. */
  private static boolean starts(Request request) {
    String path = request.url().encodedPath();
    return request.method().equals("POST") && !path.endsWith(":fetchPredictOperation");
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : request.headers().names()) {
      if (!name.equalsIgnoreCase("Content-Length") && !name.equalsIgnoreCase("Accept-Encoding")) {
        headers.put(name, String.join(", ", request.headers().values(name)));
      }
    }
    return headers;
  }

  private static byte[] bytes(@Nullable RequestBody body) throws IOException {
    Buffer buffer = new Buffer();
    if (body != null) {
      body.writeTo(buffer);
    }
    return buffer.readByteArray();
  }
}
