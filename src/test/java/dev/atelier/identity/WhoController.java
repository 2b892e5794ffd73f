package dev.atelier.identity;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers who the caller is taken for; once where routes usually are, once outside. */
@TestComponent
@RestController
@RequestMapping({"/api/who", "/who-outside"})
class WhoController {

  @GetMapping
  Caller read(Caller caller) {
    return caller;
  }

  @PostMapping
  Caller change(Caller caller) {
    return caller;
  }

  @DeleteMapping
  Caller remove(Caller caller) {
    return caller;
  }
}
