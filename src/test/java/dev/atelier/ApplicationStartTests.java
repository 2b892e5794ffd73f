package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ApplicationStartTests {

  @Autowired JdbcClient jdbc;

  @Test
  void startsOnARealDatabase() {
    assertThat(jdbc.sql("show server_version_num").query(Integer.class).single())
        .isGreaterThan(180000);
  }
}
