package dev.atelier.http;

import dev.atelier.identity.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Endpoints that behave, or misbehave, as the tests of the shared HTTP rules need it. */
@TestComponent
@RestController
@RequestMapping("/api/probe")
class ProbeController {

  record Note(@NotBlank String text, int count) {}

  private final JdbcClient jdbc;
  private final AtomicInteger orders = new AtomicInteger();
  private final List<UUID> made = new CopyOnWriteArrayList<>();
  private final AtomicBoolean fail = new AtomicBoolean();
  private final AtomicBoolean hold = new AtomicBoolean();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  ProbeController(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @GetMapping("/caller")
  Map<String, Object> caller(Caller caller) {
    return Map.of("id", caller.id().toString(), "operator", caller.operator());
  }

  @PostMapping("/notes")
  Note note(@Valid @RequestBody Note note) {
    return note;
  }

  @MaxBody("3MB")
  @PostMapping("/long-notes")
  Map<String, Object> longNote(@RequestBody Note note) {
    return Map.of("length", note.text().length());
  }

  @GetMapping("/ids/{id}")
  String id(@PathVariable UUID id, @RequestParam @Max(100) int limit) {
    return id + " " + limit;
  }

  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  String events() {
    throw Problem.throttled("too_many_streams", "Close one first", Duration.ofMillis(1500));
  }

  @GetMapping("/bug")
  String bug() {
    jdbc.sql("select secret from no_such_table").query().singleRow();
    return "";
  }

  @PostMapping("/orders")
  ResponseEntity<Map<String, Object>> order(@Valid @RequestBody Note note, @Nullable RequestKey key)
      throws InterruptedException {
    if (fail.compareAndSet(true, false)) {
      throw new IllegalStateException("as the test wants it");
    }
    if (hold.compareAndSet(true, false)) {
      held.countDown();
      go.await();
    }
    orders.incrementAndGet();
    UUID id = key == null ? UUID.randomUUID() : key.value();
    made.add(id);
    return ResponseEntity.created(URI.create("/api/probe/orders/" + id))
        .body(Map.of("id", id, "text", note.text().length(), "random", Math.random()));
  }

  @PostMapping("/uploads")
  Map<String, Object> upload(@RequestPart MultipartFile csv) throws IOException {
    return Map.of(
        "text", new String(csv.getBytes(), StandardCharsets.UTF_8), "random", Math.random());
  }

  @PostMapping("/made")
  ResponseEntity<byte[]> make(@RequestParam int length, @RequestParam String type) {
    orders.incrementAndGet();
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(type))
        .body("1".repeat(length).getBytes(StandardCharsets.US_ASCII));
  }

  void reset() {
    orders.set(0);
    made.clear();
  }

  int orders() {
    return orders.get();
  }

  List<UUID> made() {
    return made;
  }

  void failNext() {
    fail.set(true);
  }

  void holdNext() {
    hold.set(true);
  }

  void awaitHeld() throws InterruptedException {
    held.await();
  }

  void letGo() {
    go.countDown();
  }

  @GetMapping("/stored")
  String stored(@RequestParam String text) {
    return jdbc.sql("select :text::text").param("text", text).query(String.class).single();
  }
}
