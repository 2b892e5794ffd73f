package dev.atelier.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers who the caller is taken for; where routes usually are, outside, and as a member of the
 * video studio.
 */
@TestComponent
@RestController
class WhoController {

  /** The changes of members that were published. */
  static final List<MemberChanged> CHANGES = new CopyOnWriteArrayList<>();

  @EventListener
  void hear(MemberChanged change) {
    CHANGES.add(change);
  }

  @GetMapping({"/api/who", "/who-outside"})
  Caller read(Caller caller) {
    return caller;
  }

  @PostMapping({"/api/who", "/who-outside"})
  Caller change(Caller caller) {
    return caller;
  }

  @DeleteMapping({"/api/who", "/who-outside"})
  Caller remove(Caller caller) {
    return caller;
  }

  @GetMapping("/videos/test/who")
  Member member(Member member) {
    return member;
  }

  @PostMapping("/videos/test/who")
  Map<String, Object> change(@RequestBody(required = false) byte @Nullable [] body, Member member) {
    return Map.of("id", member.id(), "bytes", body == null ? 0 : body.length);
  }

  @GetMapping("/videos/test/anybody")
  Map<String, Object> anybody(@Nullable Member member) {
    return Map.of("known", member != null);
  }

  @GetMapping("/videos/test/perhaps")
  Map<String, Object> perhaps(Optional<Member> member) {
    return Map.of("known", member.isPresent());
  }

  @GetMapping("/videos/test/forgotten")
  Map<String, Object> forgotten() {
    return Map.of();
  }

  @GetMapping("/videos/test/operator")
  Caller operator(Caller caller) {
    return caller;
  }

  @OpenRoute
  @PutMapping("/videos/test/open")
  Map<String, Object> open(@RequestBody String body) {
    return Map.of("body", body);
  }
}
