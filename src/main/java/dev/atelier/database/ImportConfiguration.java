package dev.atelier.database;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!environment.getProperty('atelier.database.import-url', '').blank")
class ImportConfiguration {

  @Bean
  ImportSource importSource(DatabaseProperties properties) {
    DatabaseAddress address =
        DatabaseAddress.parse("ATELIER_IMPORT_DATABASE_URL", properties.importUrl());
    return new ImportSource(
        JdbcClient.create(
            new DriverManagerDataSource(
                address.jdbcUrl(),
                address.driverProperties(
                    Map.of(
                        "ApplicationName", "atelier-import",
                        "connectTimeout", "3",
                        "options", "-c TimeZone=UTC -c default_transaction_read_only=on")))));
  }
}
