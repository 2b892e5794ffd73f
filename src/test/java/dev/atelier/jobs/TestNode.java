package dev.atelier.jobs;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.atelier.database.Signals;
import dev.atelier.home.AtelierHome;
import dev.atelier.identity.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A node with the jobs module and little else, on a given database. */
final class TestNode implements AutoCloseable {

  static final String KIND = "test";

  static {
    // Patience for a busy machine; what must be quick says so itself.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
  }

  private final ConfigurableApplicationContext context;

  private TestNode(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Brings a database up to date; to be called once before nodes start on it. */
  static String migrate(String url) {
    Flyway.configure()
        .dataSource(url, null, null)
        .locations("classpath:db/migration/jobs")
        .load()
        .migrate();
    return url;
  }

  /** Changes a database behind the back of its nodes. */
  static void execute(String url, String... statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static TestNode start(String url, Object... handlersAndListeners) {
    return builder(url).with(handlersAndListeners).start();
  }

  static Builder builder(String url) {
    return new Builder(url);
  }

  /** What a node is made of. */
  static final class Builder {
    private final String url;
    private String node = UUID.randomUUID().toString();
    private int pool = 10;
    private boolean working = true;
    private final List<Object> beans = new ArrayList<>();
    private final List<String> properties = new ArrayList<>();

    private Builder(String url) {
      this.url = url;
    }

    Builder with(Object... handlersAndListeners) {
      beans.addAll(List.of(handlersAndListeners));
      return this;
    }

    Builder node(String id) {
      node = id;
      return this;
    }

    Builder pool(int size) {
      pool = size;
      return this;
    }

    /** Has it take no lanes, so that it only enqueues and reads. */
    Builder withoutLanes() {
      working = false;
      return this;
    }

    Builder property(String assignment) {
      properties.add(assignment);
      return this;
    }

    TestNode start() {
      var application =
          new SpringApplicationBuilder(NodeConfiguration.class)
              .web(org.springframework.boot.WebApplicationType.NONE)
              .registerShutdownHook(false)
              .properties(properties.toArray(String[]::new))
              .properties(
                  Map.of(
                      "test.url",
                      url,
                      "test.node",
                      node,
                      "test.pool",
                      String.valueOf(pool),
                      "spring.main.banner-mode",
                      "off",
                      "spring.jmx.enabled",
                      "false"))
              .initializers(context -> {
                for (int i = 0; i < beans.size(); i++) {
                  context.getBeanFactory().registerSingleton("part" + i, beans.get(i));
                }
                if (!working) {
                  context.addBeanFactoryPostProcessor(factory ->
                      ((BeanDefinitionRegistry) factory).removeBeanDefinition("jobEngine"));
                }
              });
      return new TestNode(application.run());
    }
  }

  Jobs jobs() {
    return context.getBean(Jobs.class);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  JdbcClient jdbc() {
    return bean(JdbcClient.class);
  }

  /** Accepts a batch of the operator's in a transaction of its own. */
  BatchId enqueue(Stream<Jobs.NewItem> items) {
    return enqueue(UserId.OPERATOR, items);
  }

  BatchId enqueue(UserId owner, Stream<Jobs.NewItem> items) {
    BatchId id = BatchId.next();
    bean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> jobs().enqueue(new Jobs.NewBatch(id, KIND, owner, "A batch"), items));
    return id;
  }

  static Jobs.NewBatch batch(BatchId id) {
    return new Jobs.NewBatch(id, KIND, UserId.OPERATOR, "A batch");
  }

  void inTransaction(Runnable step) {
    bean(TransactionTemplate.class).executeWithoutResult(status -> step.run());
  }

  /** Waits until a batch has ended. */
  Batch awaitEnd(BatchId id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> jobs().find(id).orElseThrow(), batch -> batch.state().ended());
  }

  /** An item whose label and input are the same. */
  static Jobs.NewItem item(String queue, String input) {
    return new Jobs.NewItem(queue, input, input, null, null);
  }

  static Jobs.NewItem grouped(String queue, String input, String group) {
    return new Jobs.NewItem(queue, input, input, group, null);
  }

  /** Stops in an orderly way, as on SIGTERM. */
  @Override
  public void close() {
    context.close();
  }

  // Not a plain configuration: the whole application would find it in its own tests.
  @TestConfiguration(proxyBeanMethods = false)
  @ComponentScan
  @EnableConfigurationProperties(JobsProperties.class)
  @ImportAutoConfiguration({
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JacksonAutoConfiguration.class
  })
  static class NodeConfiguration {

    @Bean
    DataSource dataSource(org.springframework.core.env.Environment environment) {
      var pool = new HikariDataSource();
      pool.setJdbcUrl(environment.getRequiredProperty("test.url"));
      pool.setMaximumPoolSize(environment.getRequiredProperty("test.pool", Integer.class));
      pool.setConnectionTimeout(3_000);
      return pool;
    }

    @Bean
    AtelierHome home(org.springframework.core.env.Environment environment) {
      return new TemporaryHome(environment.getRequiredProperty("test.node"));
    }

    @Bean
    Signals signals(JdbcClient jdbc, org.springframework.core.env.Environment environment)
        throws SQLException {
      return new TestSignals(jdbc, environment.getRequiredProperty("test.url"));
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  private record TemporaryHome(String nodeId) implements AtelierHome {
    @Override
    public Path path() {
      try {
        return Files.createTempDirectory("atelier-node");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Path directory(String name) {
      return path();
    }
  }
}
