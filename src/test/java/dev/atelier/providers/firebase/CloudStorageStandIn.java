package dev.atelier.providers.firebase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One bucket of Cloud Storage on this machine, by its JSON API: lists in pages, descriptions, bytes
 * with ranges, generations and their conditions, checksums, objects that are stored compressed,
 * tokens of a service account; and, where told so, faults. Keeps a log. Thread-safe.
 */
public final class CloudStorageStandIn implements AutoCloseable {

  /** The bucket's name. */
  public static final String BUCKET = "atelier-test.firebasestorage.app";

  /** What a request for a token is answered with. */
  public static final String TOKEN = "token-of-the-stand-in";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int PAGE = 1000;

  private final WireServer server;
  private final ConcurrentNavigableMap<String, StoredObject> objects =
      new ConcurrentSkipListMap<>();
  private final Map<String, Queue<Fault>> plans = new ConcurrentHashMap<>();
  private final AtomicLong generations = new AtomicLong(1_700_000_000_000_000L);
  private final StorageLog log = new StorageLog();
  private final MediaAnswers media = new MediaAnswers(log);
  private volatile Function<StorageRequest, @Nullable Fault> trouble = request -> null;
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean asksForToken;
  private volatile boolean refusesKeys;
  private volatile int refusal;

  private CloudStorageStandIn(int port) throws IOException {
    server = new WireServer(port, this::answer);
  }

  /** Starts it on a free port. */
  public static CloudStorageStandIn start() {
    return start(0);
  }

  /** Starts it on this port. */
  public static CloudStorageStandIn start(int port) {
    try {
      return new CloudStorageStandIn(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code STORAGE_EMULATOR_HOST}. */
  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** Stores bytes, as a new generation where the name is taken. */
  public StoredObject put(String name, byte[] bytes) {
    return put(name, bytes, "application/octet-stream", "", Map.of());
  }

  /** Stores bytes and what is said of them. */
  public StoredObject put(
      String name,
      byte[] bytes,
      String contentType,
      String encoding,
      Map<String, String> metadata) {
    StoredObject object =
        StoredObject.of(
            name,
            ByteBuffer.wrap(bytes),
            generations.incrementAndGet(),
            contentType,
            encoding,
            metadata);
    objects.put(name, object);
    return object;
  }

  /** Stores an object whose bytes are shared with others, for benchmarks. */
  public StoredObject put(String name, ByteBuffer bytes) {
    StoredObject object =
        StoredObject.of(
            name, bytes, generations.incrementAndGet(), "application/octet-stream", "", Map.of());
    objects.put(name, object);
    return object;
  }

  /** Stores an object as long as that, of the same bytes again and again, without an MD5. */
  public StoredObject putRepeated(String name, byte[] bytes, long size) {
    StoredObject object =
        StoredObject.repeated(name, ByteBuffer.wrap(bytes), size, generations.incrementAndGet());
    objects.put(name, object);
    return object;
  }

  /** Stores an object as the service composes them of others: without an MD5. */
  public StoredObject putComposite(String name, byte[] bytes) {
    StoredObject object = put(name, bytes).composite();
    objects.put(name, object);
    return object;
  }

  /** Removes an object. */
  public void remove(String name) {
    objects.remove(name);
  }

  /** Removes everything, faults and the log too. */
  public void reset() {
    objects.clear();
    plans.clear();
    trouble = request -> null;
    latency = Duration.ZERO;
    asksForToken = false;
    refusesKeys = false;
    refusal = 0;
    log.clear();
  }

  /** What is stored, by the order of names. */
  public Collection<StoredObject> objects() {
    return List.copyOf(objects.values());
  }

  /** Does these things wrong, one with each request for bytes of the object. */
  public CloudStorageStandIn plan(String name, Fault... faults) {
    plans.put(name, new ArrayDeque<>(List.of(faults)));
    return this;
  }

  /** Does wrong whatever the function says, where no plan says something. */
  public CloudStorageStandIn trouble(Function<StorageRequest, @Nullable Fault> fault) {
    trouble = fault;
    return this;
  }

  /** Waits so long before every answer, as a service that is far away. */
  public CloudStorageStandIn latency(Duration every) {
    latency = every;
    return this;
  }

  /** Answers only those who have asked for {@link #TOKEN} at {@code /token}. */
  public CloudStorageStandIn asksForToken() {
    asksForToken = true;
    return this;
  }

  /** Gives out no token, as for a key that was withdrawn. */
  public CloudStorageStandIn refusesKeys() {
    refusesKeys = true;
    return asksForToken();
  }

  /** Answers everything with this status, such as 403 where rights are missing; 0 for no more. */
  public CloudStorageStandIn refuses(int status) {
    refusal = status;
    return this;
  }

  /** What was asked and sent. */
  public StorageLog log() {
    return log;
  }

  @Override
  public void close() {
    server.close();
  }

  private void answer(WireServer.Request request, WireServer.Connection to)
      throws IOException, InterruptedException {
    if (!latency.isZero()) {
      Thread.sleep(latency);
    }
    if (request.path().equals("/token") && refusesKeys) {
      Answers.json(
          to, 400, Map.of("error", "invalid_grant", "error_description", "Invalid JWT Signature."));
    } else if (request.path().equals("/token")) {
      Answers.json(
          to, 200, Map.of("access_token", TOKEN, "expires_in", 3600, "token_type", "Bearer"));
    } else if (refusal != 0) {
      Answers.error(to, refusal, "The stand-in refuses everything");
    } else if (asksForToken && !request.header("authorization").equals("Bearer " + TOKEN)) {
      Answers.error(to, 401, "Anonymous caller does not have storage.objects.get access");
    } else {
      answerBucket(request, to);
    }
  }

  private void answerBucket(WireServer.Request request, WireServer.Connection to)
      throws IOException, InterruptedException {
    String path = request.path().replaceFirst("^/download", "");
    String bucket = "/storage/v1/b/" + BUCKET;
    if (!path.equals(bucket) && !path.startsWith(bucket + '/')) {
      Answers.error(to, 404, "The specified bucket does not exist.");
    } else if (path.equals(bucket)) {
      Answers.json(to, 200, Map.of("kind", "storage#bucket", "id", BUCKET, "name", BUCKET));
    } else if (path.equals(bucket + "/o")) {
      list(request, to);
    } else {
      answerObject(request, Percent.decode(path.substring(bucket.length() + 3)), to);
    }
  }

  private void list(WireServer.Request request, WireServer.Connection to) throws IOException {
    String prefix = request.query().getOrDefault("prefix", "");
    String token = request.query().getOrDefault("pageToken", "");
    String after = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    int limit =
        Math.min(PAGE, Integer.parseInt(request.query().getOrDefault("maxResults", "1000")));
    List<Object> items = new ArrayList<>();
    String last = "";
    boolean more = false;
    for (StoredObject object : following(prefix, after)) {
      if (!object.name().startsWith(prefix)) {
        break;
      }
      if (items.size() == limit) {
        more = true;
        break;
      }
      items.add(object.json(BUCKET, url()));
      last = object.name();
    }
    log.listed();
    Answers.json(
        to,
        200,
        more
            ? Map.of(
                "kind",
                "storage#objects",
                "nextPageToken",
                Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)),
                "items",
                items)
            : Map.of("kind", "storage#objects", "items", items));
  }

  private Collection<StoredObject> following(String prefix, String after) {
    return (after.isEmpty() ? objects.tailMap(prefix, true) : objects.tailMap(after, false))
        .values();
  }

  private void answerObject(WireServer.Request request, String name, WireServer.Connection to)
      throws IOException, InterruptedException {
    StoredObject object = objects.get(name);
    boolean bytes = request.query().getOrDefault("alt", "json").equals("media");
    if (bytes) {
      StorageRequest asked = new StorageRequest(name, MediaAnswers.offset(request));
      media.answer(request, asked, object, fault(asked), to);
    } else if (object == null) {
      log.described();
      Answers.error(to, 404, "No such object: %s/%s".formatted(BUCKET, name));
    } else {
      log.described();
      Answers.json(to, 200, object.json(BUCKET, url()));
    }
  }

  private Fault fault(StorageRequest asked) {
    Queue<Fault> plan = plans.get(asked.name());
    Fault planned = null;
    if (plan != null) {
      synchronized (plan) {
        planned = plan.poll();
      }
    }
    Fault fault = planned == null ? trouble.apply(asked) : planned;
    return fault == null ? Fault.none() : fault;
  }
}
