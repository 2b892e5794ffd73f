package dev.atelier.identity.supabase;

import dev.atelier.http.Problem;
import dev.atelier.identity.Member;
import dev.atelier.identity.MemberChanged;
import dev.atelier.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/**
 * Hears from the project's database who its users are: a webhook on {@code auth.users}, with the
 * header {@code Authorization: Bearer <SUPABASE_WEBHOOK_SECRET>}.
 */
@RestController
class MemberChangesController {

  private static final String PREFIX = "Bearer ";

  private final ApplicationEventPublisher events;
  private final byte[] secret;

  MemberChangesController(ApplicationEventPublisher events, ProjectProperties settings) {
    this.events = events;
    this.secret = settings.webhookSecret().getBytes(StandardCharsets.UTF_8);
  }

  @PostMapping("/api/supabase/webhook")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(
      @RequestHeader(value = "Authorization", required = false) @Nullable String authorization,
      @RequestBody JsonNode change) {
    refuseStranger(authorization == null ? "" : authorization);
    JsonNode record = change.path("record");
    boolean aboutUsers =
        change.path("schema").asString("auth").equals("auth")
            && change.path("table").asString("").equals("users");
    if (!aboutUsers) {
      throw invalid("table", "must be users, of the schema auth");
    }
    // Who has left the project keeps the videos that others look at.
    if (!change.path("type").asString("").equals("DELETE")) {
      events.publishEvent(new MemberChanged(member(record)));
    }
  }

  private void refuseStranger(String authorization) {
    if (secret.length == 0) {
      throw Problem.notFound("No webhook is set up here; SUPABASE_WEBHOOK_SECRET does that");
    }
    byte[] sent =
        authorization.startsWith(PREFIX)
            ? authorization.substring(PREFIX.length()).getBytes(StandardCharsets.UTF_8)
            : new byte[0];
    if (!MessageDigest.isEqual(secret, sent)) {
      throw Problem.unauthenticated("invalid_webhook_secret", "Invalid webhook secret");
    }
  }

  private static Member member(JsonNode record) {
    JsonNode told = record.path("raw_user_meta_data");
    String name = SupabaseClaims.text(told.path("name").asString(null));
    return new Member(
        id(record.path("id").asString("")),
        SupabaseClaims.text(record.path("email").asString(null)),
        name == null ? SupabaseClaims.text(told.path("full_name").asString(null)) : name);
  }

  private static UserId id(String text) {
    try {
      return new UserId(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      throw invalid("record.id", "must be a UUID");
    }
  }

  private static Problem invalid(String field, String message) {
    return Problem.invalid(
        "validation_failed", field + " " + message, new Problem.FieldError(field, message));
  }
}
