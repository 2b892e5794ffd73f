package dev.atelier.database;

import dev.atelier.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/** An application of only the home and the database. */
@ComponentScan({"dev.atelier.home", "dev.atelier.database"})
@ConfigurationPropertiesScan({"dev.atelier.home", "dev.atelier.database"})
@ImportAutoConfiguration({
  JdbcTemplateAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  TransactionAutoConfiguration.class
})
final class DatabaseOnly {

  private DatabaseOnly() {}

  /** Starts one; an empty {@code atelier.database.url} among the settings means embedded. */
  static ConfigurableApplicationContext start(Path home, String... settings) {
    List<String> arguments = new ArrayList<>(List.of(settings));
    arguments.add("atelier.home=" + home);
    arguments.add("atelier.database.binaries=" + TestDatabase.BINARIES);
    return new SpringApplicationBuilder(DatabaseOnly.class)
        .web(WebApplicationType.NONE)
        .registerShutdownHook(true)
        .run(arguments.stream().map(setting -> "--" + setting).toArray(String[]::new));
  }
}
