package dev.atelier.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.atelier.home.AtelierHome;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean
  DataSource dataSource(@Value("${atelier.database.url:}") String url, AtelierHome home)
      throws IOException {
    var pool = new HikariDataSource();
    pool.setConnectionTimeout(3_000);
    if (url.isEmpty()) {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setDataDirectory(home.directory("postgres"))
              .setCleanDataDirectory(false)
              .start();
      pool.setJdbcUrl(server.getJdbcUrl("postgres", "postgres"));
    } else {
      pool.setJdbcUrl(url);
    }
    return pool;
  }
}
