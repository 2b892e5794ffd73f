package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.TestDatabase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@IntegrationTest
class UserImportTests {

  private static JdbcClient old = JdbcClient.create(new DriverManagerDataSource());

  @LocalServerPort int port;
  @Autowired UserImport users;
  @Autowired JdbcClient jdbc;
  @Autowired PasswordHashes passwords;

  @DynamicPropertySource
  static void olderService(DynamicPropertyRegistry registry) {
    String url = TestDatabase.create();
    old = JdbcClient.create(new DriverManagerDataSource(url));
    old.sql(
            """
            create table users (
              id uuid primary key,
              username varchar(50) unique not null,
              email varchar(255) unique not null,
              password_hash varchar(255) not null,
              first_name varchar(100),
              last_name varchar(100),
              created_at timestamp default now()
            )
            """)
        .update();
    registry.add("atelier.database.import-url", () -> url);
  }

  @Test
  void usersComeAlongOnceWithIdsAndPasswords() {
    AuthClient client = new AuthClient(port);
    String ada = "6e0c1f0e-0000-4000-8000-000000000001";
    for (int other = 0; other < 600; other++) {
      add(UUID.randomUUID().toString(), "other" + other, passwords.hash("x").replace("2a", "2b"));
    }
    add(ada, "Ada", passwords.hash("brought along").replace("$2a", "$2b"));
    add("ffffffff-0000-4000-8000-000000000001", "ada ", passwords.hash("twin"));
    add(UUID.randomUUID().toString(), "unhashed", "plain text");

    for (int time = 0; time < 2; time++) {
      users.run(new DefaultApplicationArguments());

      assertThat(jdbc.sql("select count(*) from identity.users").query(Long.class).single())
          .isEqualTo(601);
    }

    assertThat(client.login("ada", "brought along").json().path("user_id").asString())
        .isEqualTo(ada);
    assertThat(
            jdbc.sql("select created_at from identity.users where username = 'Ada'")
                .query(OffsetDateTime.class)
                .single())
        .isEqualTo(OffsetDateTime.parse("2025-07-01T12:00:00Z"));
    assertThat(names()).doesNotContain("ada ", "unhashed");
  }

  private List<@Nullable String> names() {
    return jdbc.sql("select username from identity.users").query(String.class).list();
  }

  private void add(String id, String name, String hash) {
    old.sql(
            """
            insert into users (id, username, email, password_hash, created_at)
            values (:id::uuid, :name, :name || '@example.com', :hash, '2025-07-01 12:00:00')
            """)
        .param("id", id)
        .param("name", name)
        .param("hash", hash)
        .update();
  }
}
