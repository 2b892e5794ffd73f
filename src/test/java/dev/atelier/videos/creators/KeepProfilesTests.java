package dev.atelier.videos.creators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.identity.UserId;
import dev.atelier.videos.Profiles;
import dev.atelier.videos.VideoClient;
import dev.atelier.videos.VideoClient.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class KeepProfilesTests {

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired Profiles profiles;

  private VideoClient ada;
  private String path;

  @BeforeEach
  void connect() {
    ada = VideoClient.newUser(port);
    path = "/users/" + ada.user();
  }

  private static String unique() {
    return "n-" + UUID.randomUUID().toString().substring(0, 18);
  }

  @Test
  void v17_theAddressIsForItsOwnerOnly() {
    String name = unique();
    ada = VideoClient.newUser(port, name);
    path = "/users/" + ada.user();

    Answer own = ada.get(path);
    Answer others = VideoClient.newUser(port).get(path);

    assertThat(own.body().propertyNames())
        .containsExactly(
            "id",
            "username",
            "email",
            "avatarUrl",
            "bio",
            "videosCreated",
            "totalLikes",
            "totalDislikes",
            "lastActiveAt",
            "createdAt",
            "score",
            "creatorScore");
    assertThat(own.text("username")).isEqualTo(name);
    assertThat(own.text("email")).isEqualTo(name + "@example.com");
    assertThat(others.text("username")).isEqualTo(name);
    assertThat(others.text("email")).isEmpty();
    assertThat(others.body().toString()).doesNotContain("example.com");
    assertThat(VideoClient.anonymous(port).get(path).status()).isEqualTo(401);
  }

  @Test
  void aProfileThatIsNotThereIsMadeForItsOwnerOnly() {
    assertThat(VideoClient.newUser(port).get(path).text("detail")).isEqualTo("Profile not found");
    assertThat(ada.get(path).status()).isEqualTo(200);
    assertThat(VideoClient.newUser(port).get(path).status()).isEqualTo(200);
  }

  @Test
  void a19_aChangeTouchesWhatPeopleMayChangeOnly() {
    Map<String, Object> form = new HashMap<>();
    String name = unique();
    form.put("username", name);
    form.put("bio", "<script>alert(1)</script>");
    form.put("avatarUrl", "https://example.com/me.png");
    form.put("id", UUID.randomUUID().toString());
    form.put("user_id", UUID.randomUUID().toString());
    form.put("email", "other@example.com");
    form.put("videosCreated", 1_000);
    form.put("totalLikes", 1_000);
    form.put("creatorScore", 100);
    form.put("createdAt", "2001-01-01T00:00:00Z");
    Answer before = ada.get(path);

    Answer changed = ada.patch(path, form);

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("username")).isEqualTo(name);
    assertThat(changed.text("bio")).isEqualTo("<script>alert(1)</script>");
    assertThat(changed.text("avatarUrl")).isEqualTo("https://example.com/me.png");
    for (String field :
        List.of("id", "email", "videosCreated", "totalLikes", "creatorScore", "createdAt")) {
      assertThat(changed.body().path(field)).as(field).isEqualTo(before.body().path(field));
    }
    Map<String, Object> less = new HashMap<>();
    less.put("username", null);
    less.put("bio", "");
    Answer again = ada.patch(path, less);
    assertThat(again.text("username")).isEqualTo(name);
    assertThat(again.body().path("bio").isNull()).isTrue();
    assertThat(again.text("avatarUrl")).isEqualTo("https://example.com/me.png");
    assertThat(again.text("lastActiveAt")).isGreaterThan(changed.text("lastActiveAt"));
  }

  @Test
  void anotherUsersProfileCannotBeChanged() {
    ada.get(path);

    Answer refused = VideoClient.newUser(port).patch(path, Map.of("bio", "mine"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("message")).isEqualTo("Cannot update another user's profile");
  }

  @ParameterizedTest
  @CsvSource({
    "username, ab",
    "username, ''",
    "username, abcdefghijklmnopqrstuvwxyz0123456",
    "username, administrator",
    "avatarUrl, javascript:alert(1)",
    "avatarUrl, //evil.example/x.png",
    "avatarUrl, http://user:pass@example.com/x.png"
  })
  void v17_whatCannotBeIsNamed(String field, String value) {
    Answer refused = ada.patch(path, Map.of(field, value));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
    assertThat(ada.patch(path, Map.of("bio", "b".repeat(513))).status()).isEqualTo(422);
    assertThat(ada.patch(path, Map.of("bio", "a\u0000b")).status()).isEqualTo(422);
  }

  @Test
  void v17_ofManyWhoTakeANameAtOnceOneGetsIt() {
    String name = unique();
    List<VideoClient> crowd =
        IntStream.range(0, 20).mapToObj(_ -> VideoClient.newUser(port)).toList();
    List<String> forms = List.of(name, name.replace('n', 'N'), name.replace("n", "\u200bn"));

    List<Answer> answers =
        atOnce(
            IntStream.range(0, crowd.size())
                .<Callable<Answer>>mapToObj(i ->
                    () ->
                        crowd
                            .get(i)
                            .patch(
                                "/users/" + crowd.get(i).user(),
                                Map.of("username", forms.get(i % 3))))
                .toList());

    assertThat(answers.stream().filter(it -> it.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(it -> it.status() == 409))
        .hasSize(19)
        .allMatch(it -> it.text("message").equals("Username already taken"));
  }

  @Test
  void v18_aFirstCallByManyAtOnceMakesOneProfile() {
    List<Answer> answers =
        atOnce(
            IntStream.range(0, 50).<Callable<Answer>>mapToObj(_ -> () -> ada.get(path)).toList());

    assertThat(answers).allMatch(it -> it.status() == 200);
    assertThat(answers.stream().map(it -> it.text("createdAt")).distinct()).hasSize(1);
    assertThat(
            jdbc.sql("select count(*) from videos.creator_stats where user_id = :id")
                .param("id", ada.user().value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void v18_aNameThatIsTakenIsLeftOut() {
    String name = unique();
    UserId one = new UserId(UUID.randomUUID());
    UserId other = new UserId(UUID.randomUUID());

    profiles.ensure(one, "one@example.com", name);
    profiles.ensure(other, "other@example.com", name);

    assertThat(ada.get("/users/" + one).text("username")).isEqualTo(name);
    assertThat(ada.get("/users/" + other).text("username")).isEqualTo("other");
  }

  @Test
  void demoCreatorsAreMadeOnce() {
    DemoCreators demo = new DemoCreators(new CreatorProperties(true), profiles);

    demo.run(new org.springframework.boot.DefaultApplicationArguments());
    demo.run(new org.springframework.boot.DefaultApplicationArguments());

    assertThat(
            jdbc.sql("select username from videos.profiles where username like '%\\_%' order by 1")
                .query(String.class)
                .list())
        .containsExactly("demo_creative", "motion_master", "visual_vibes");
  }

  static <T> List<T> atOnce(List<Callable<T>> calls) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(calls).stream().map(KeepProfilesTests::result).toList();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
