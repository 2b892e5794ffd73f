package dev.atelier.http;

import dev.atelier.http.IdempotencyRepository.Answer;
import dev.atelier.http.IdempotencyRepository.Claim;
import dev.atelier.http.IdempotencyRepository.Name;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Answers a repeated {@code POST} with the same {@code Idempotency-Key} from memory, for a day
 * (draft-ietf-httpapi-idempotency-key-header). Only successes are remembered: whatever was refused
 * or failed may be tried again with the same key. So may what answers with a file or with more than
 * {@value #MAX_KEPT} bytes, such as a preview: that is made, not done, and too much to keep.
 */
@Component
// What must be signed is checked between the two.
@Order(BodyLimitFilter.AFTER_SECURITY + 2)
class IdempotencyFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(IdempotencyFilter.class);
  private static final String HEADER = "Idempotency-Key";
  private static final int MAX_KEPT = 256 * 1024;
  private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,255}");

  private final IdempotencyRepository keys;
  private final IdempotencyLeases leases;

  IdempotencyFilter(IdempotencyRepository keys, IdempotencyLeases leases) {
    this.keys = keys;
    this.leases = leases;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || request.getHeader(HEADER) == null
        || request.getUserPrincipal() == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = key(request);
    Principal principal = request.getUserPrincipal();
    UUID holder = UUID.randomUUID();
    try (Fingerprint fingerprint = Fingerprint.of(request)) {
      Name name = new Name(principal.getName(), request.getRequestURI(), key);
      switch (keys.claim(name, fingerprint.value(), holder)) {
        case Claim.Ours(RequestKey id) -> {
          request.setAttribute(RequestKey.ATTRIBUTE, id);
          answer(holder, fingerprint.readable(), response, chain);
        }
        case Claim.Answered(Answer answer) -> replay(answer, response);
        case Claim.InProgress _ -> throw inProgress();
        case Claim.Reused _ ->
            throw Problem.invalid(
                "idempotency_key_reused",
                "This Idempotency-Key was used for another request; choose a new one");
      }
    }
  }

  private static String key(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(HEADER));
    String key = values.getFirst();
    if (values.size() > 1 || key.isBlank() || !PRINTABLE.matcher(key).matches()) {
      throw Problem.malformed(
          "invalid_idempotency_key", "Idempotency-Key must be 1 to 255 printable ASCII characters");
    }
    return key;
  }

  private static Problem inProgress() {
    return Problem.conflict(
            "idempotency_key_in_progress", "The first request with this key is still in progress")
        .withHeader("Retry-After", "1");
  }

  private void answer(
      UUID holder, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    boolean done = false;
    leases.hold(holder);
    try {
      chain.doFilter(request, kept);
      if (request.isAsyncStarted()) {
        throw new IllegalStateException("A route with idempotency keys must answer at once");
      }
      done = kept.getStatus() < 400 && worthKeeping(kept);
      if (done) {
        keep(holder, kept);
      }
    } finally {
      leases.letGo(holder);
      if (!done) {
        release(holder);
      }
    }
    kept.copyBodyToResponse();
  }

  private static boolean worthKeeping(ContentCachingResponseWrapper answer) {
    int length = answer.getContentSize();
    return length == 0 || (length <= MAX_KEPT && isJson(answer.getContentType()));
  }

  private static boolean isJson(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return type.equalsIgnoreCase(MediaType.APPLICATION_JSON_VALUE);
  }

  // What was done cannot be undone: the caller gets the answer even if it cannot be kept. A later
  // try then finds what was made under the same RequestKey.
  private void keep(UUID holder, ContentCachingResponseWrapper kept) {
    @Nullable String location = kept.getHeader("Location");
    try {
      keys.complete(
          holder,
          new Answer(
              kept.getStatus(), kept.getContentType(), location, kept.getContentAsByteArray()));
    } catch (DataAccessException e) {
      LOG.warn("An answer is not kept; a repeated request will be run again: {}", e.getMessage());
    }
  }

  private void release(UUID holder) {
    try {
      keys.release(holder);
    } catch (DataAccessException e) {
      LOG.warn("An idempotency key is released only in 30 seconds: {}", e.getMessage());
    }
  }

  private static void replay(Answer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Idempotency-Replayed", Boolean.toString(true));
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    if (answer.location() != null) {
      response.setHeader("Location", answer.location());
    }
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
    response.flushBuffer();
  }
}
