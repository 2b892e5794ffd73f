package dev.atelier.events;

import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Answers whoever has seen a finished topic to its end: 204, upon which a browser stops asking
 * (HTML Living Standard, section 9.2.3).
 */
final class NothingMore extends SseEmitter {

  NothingMore() {
    complete();
  }

  @Override
  protected void extendResponse(ServerHttpResponse response) {
    response.setStatusCode(HttpStatus.NO_CONTENT);
  }
}
