package dev.atelier.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.atelier.home.AtelierHome;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The beans end in reverse order: signals, pool, then the server. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final String CONNECT_TIMEOUT_SECONDS = "3";

  @Bean
  DatabaseServer databaseServer(
      DatabaseProperties properties, AtelierHome home, ApplicationContext context) {
    if (properties.url().isBlank()) {
      return new EmbeddedServer(home, properties, () -> exit(context));
    }
    return ExternalServer.waitFor(
        DatabaseAddress.parse("DATABASE_URL", properties.url()), properties.startWait());
  }

  @Bean
  HikariDataSource dataSource(DatabaseServer server, DatabaseProperties properties) {
    DatabaseAddress address = server.address();
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("atelier");
    pool.setJdbcUrl(address.jdbcUrl());
    pool.setDataSourceProperties(
        address.driverProperties(
            Map.of(
                "ApplicationName", "atelier",
                "connectTimeout", CONNECT_TIMEOUT_SECONDS,
                "socketTimeout", Long.toString(properties.socketTimeout().toSeconds()),
                "tcpKeepAlive", "true",
                "reWriteBatchedInserts", "true")));
    pool.setMaximumPoolSize(properties.maximumPoolSize());
    pool.setConnectionTimeout(properties.connectionTimeout().toMillis());
    pool.setValidationTimeout(properties.validationTimeout().toMillis());
    pool.setInitializationFailTimeout(-1);
    // A frozen node must not keep rows locked that another node is to take over.
    pool.setConnectionInitSql("set idle_in_transaction_session_timeout = '30s'");
    return new HikariDataSource(pool);
  }

  /** Migrations may take longer than the pool's socket timeout allows. */
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  DataSource migrationDataSource(DatabaseServer server) {
    DatabaseAddress address = server.address();
    return new DriverManagerDataSource(
        address.jdbcUrl(),
        address.driverProperties(
            Map.of(
                "ApplicationName", "atelier-migration",
                "connectTimeout", CONNECT_TIMEOUT_SECONDS,
                "tcpKeepAlive", "true")));
  }

  @Bean
  PostgresSignals signals(JdbcClient jdbc, DatabaseServer server) {
    return new PostgresSignals(jdbc, server.address());
  }

  private static void exit(ApplicationContext context) {
    Thread.ofPlatform()
        .name("exit")
        .start(() -> System.exit(SpringApplication.exit(context, () -> 1)));
  }
}
