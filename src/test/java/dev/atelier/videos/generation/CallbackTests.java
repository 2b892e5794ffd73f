package dev.atelier.videos.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.providers.flow.FlowStandIn;
import dev.atelier.videos.generation.StudioClient.Answer;
import dev.atelier.videos.generation.StudioClient.User;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A worker outside tells that a video is done, or that it never will be. */
@GenerationTest
class CallbackTests {

  private static final FlowStandIn FLOW = GenerationTest.WithFlow.FLOW;

  private final CallbackSignature signature =
      new CallbackSignature(GenerationTest.SECRET, Clock.systemUTC());

  @Autowired JdbcClient jdbc;
  @LocalServerPort int port;
  private StudioClient studio;
  private User user;
  private String id;

  @BeforeEach
  void hold() {
    studio = StudioClient.on(port);
    FLOW.hold(true).trouble(call -> null);
    user = studio.user();
    id = user.made("A boat");
    QueueDrain.awaitOperation(jdbc, id);
  }

  @AfterEach
  void drain() {
    FLOW.hold(false);
    QueueDrain.await(jdbc);
  }

  private Answer tell(String body, String time, String signed) {
    return studio.send(
        "POST",
        "/videos/" + id + "/callback",
        null,
        body.getBytes(StandardCharsets.UTF_8),
        CallbackSignature.TIMESTAMP,
        time,
        CallbackSignature.SIGNATURE,
        signed);
  }

  private Answer tell(String body) {
    String time = now(0);
    return tell(body, time, sign(time, body));
  }

  private String sign(String time, String body) {
    return signature.sign(
        time, "/videos/" + id + "/callback", body.getBytes(StandardCharsets.UTF_8));
  }

  private static String now(int offset) {
    return Long.toString(Instant.now().getEpochSecond() + offset);
  }

  private static String completed() {
    return "{\"status\":\"completed\",\"videoUrl\":\"%s/files/video\"}".formatted(FLOW.url());
  }

  @Test
  void aRunningVideoIsFinishedOnce() {
    assertThat(tell(completed()).status()).isEqualTo(202);
    user.awaitStatus(id, "completed");

    assertThat(tell(completed()).status()).isEqualTo(409);
    assertThat(tell("{\"status\":\"failed\"}").status()).isEqualTo(409);
    assertThat(user.video(id).text("status")).isEqualTo("completed");
  }

  @Test
  void aFailureIsToldWithItsReason() {
    assertThat(tell("{\"status\":\"failed\",\"failureReason\":\"Out of film\"}").status())
        .isEqualTo(202);

    assertThat(user.awaitStatus(id, "failed").path("failureReason").asString())
        .isEqualTo("Out of film");
    assertThat(user.create("Another").status()).isEqualTo(201);
  }

  @Test
  void a20WhatIsNotSignedNowIsNotHeard() {
    String time = now(0);
    String good = sign(time, completed());
    assertThat(tell(completed(), time, good.toUpperCase(java.util.Locale.ROOT)).status())
        .isEqualTo(401);
    assertThat(tell(completed() + " ", time, good).status()).isEqualTo(401);
    for (String other : new String[] {now(-121), now(121), "1e9", "+1234567890", time + "000"}) {
      Answer refused = tell(completed(), other, sign(other, completed()));
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text("error")).isEqualTo("invalid_signature");
      assertThat(refused.header("WWW-Authenticate")).isEqualTo("Atelier-HMAC");
    }
    assertThat(
            studio
                .send("POST", "/videos/" + id + "/callback", null, completed().getBytes())
                .status())
        .isEqualTo(401);
    assertThat(user.video(id).text("status")).isEqualTo("processing");
  }

  @Test
  void whatMakesNoSenseIsRefusedByItsField() {
    assertThat(tell("{").status()).isEqualTo(400);
    for (String body :
        new String[] {
          "{}",
          "{\"status\":\"done\"}",
          "{\"status\":\"completed\"}",
          "{\"status\":\"completed\",\"videoUrl\":\"file:///etc/passwd\"}"
        }) {
      assertThat(tell(body).status()).as(body).isEqualTo(422);
    }
  }
}
