package dev.atelier.http;

import dev.atelier.identity.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that behave, or misbehave, as the tests of the shared HTTP rules need it. */
@TestComponent
@RestController
@RequestMapping("/api/probe")
class ProbeController {

  record Note(@NotBlank String text, int count) {}

  private final JdbcClient jdbc;

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

  @GetMapping("/stored")
  String stored(@RequestParam String text) {
    return jdbc.sql("select :text::text").param("text", text).query(String.class).single();
  }
}
