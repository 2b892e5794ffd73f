package dev.atelier.videos.generation;

import dev.atelier.IntegrationTest;
import dev.atelier.providers.flow.FlowStandIn;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/** A test of the whole application that films with a stand-in of Flow, and quickly. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@ContextConfiguration(
    initializers = {IntegrationTest.Isolated.class, GenerationTest.WithFlow.class})
@interface GenerationTest {

  /** What workers outside sign with. */
  String SECRET = "a-secret-that-workers-outside-know";

  /** The one of all these tests; classes run one after the other. */
  class WithFlow implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final FlowStandIn FLOW = FlowStandIn.start();

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of(
              "atelier.flow.generate-url=" + FLOW.generateUrl(),
              "atelier.flow.status-url=" + FLOW.statusUrl(),
              "atelier.flow.project-id=project-1",
              "atelier.flow.access-token=token-1",
              "atelier.providers.egress-allow=127.0.0.1:" + FLOW.port(),
              "atelier.videos.generation.status-poll=100ms",
              "atelier.videos.generation.status-max-polls=60",
              "atelier.videos.generation.callback-secret=" + SECRET)
          .applyTo(context);
    }
  }
}
