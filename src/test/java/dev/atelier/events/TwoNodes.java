package dev.atelier.events;

import dev.atelier.identity.Caller;
import dev.atelier.identity.Sessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The streams of the application, and those of a second node on the same database. */
@TestConfiguration(proxyBeanMethods = false)
class TwoNodes {

  @Bean
  @Primary
  TestSignals testSignals() {
    return new TestSignals();
  }

  @Bean(initMethod = "start", destroyMethod = "stop")
  OtherNode otherNode(
      EventRepository repository,
      TestSignals signals,
      JsonMapper json,
      EventsProperties properties,
      Sessions sessions) {
    return new OtherNode(new LiveEventStreams(repository, signals, json, properties, sessions));
  }

  /** Hides the second node's streams from whoever wants the application's own. */
  record OtherNode(LiveEventStreams streams) {
    public void start() {
      streams.start();
    }

    public void stop() {
      streams.stop();
    }
  }

  /** Notes whether the response was on its way when the request's thread was done with it. */
  @Bean
  CommitNotes commitNotes() {
    return new CommitNotes();
  }

  static final class CommitNotes extends OncePerRequestFilter {

    final List<Boolean> committed = new CopyOnWriteArrayList<>();

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      chain.doFilter(request, response);
      committed.add(response.isCommitted());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
      return !request.getRequestURI().startsWith("/test/streams/a/commit-");
    }
  }

  @RestController
  static class TestStreamController {

    private final EventStreams here;
    private final OtherNode other;

    TestStreamController(EventStreams here, OtherNode other) {
      this.here = here;
      this.other = other;
    }

    @GetMapping("/test/streams/{node}/{topic}")
    SseEmitter stream(
        Caller caller,
        @PathVariable String node,
        @PathVariable String topic,
        @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
      EventStreams streams = node.equals("a") ? here : other.streams();
      return streams.open(
          caller,
          new EventStreams.Subscription(
              topic,
              lastEventId,
              after -> List.of(new EventLog.NewEvent("connected", Map.of("after", after))),
              Set.of("job_completed")));
    }
  }
}
