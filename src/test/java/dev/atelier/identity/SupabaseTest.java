package dev.atelier.identity;

import dev.atelier.IntegrationTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application where members are users of a Supabase project and requests are
 * signed.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(WhoController.class)
@ContextConfiguration(
    initializers = {IntegrationTest.Isolated.class, SupabaseTest.Configured.class})
@interface SupabaseTest {

  SupabaseProject PROJECT = new SupabaseProject();
  String SIGNATURE_SECRET = "what requests of the studio are signed with";
  String WEBHOOK_SECRET = "what the webhooks of the project carry along";
  int TIMES = 20;

  /** The settings of an operator who has a Supabase project. */
  class Configured implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of(
              "atelier.supabase.url=" + PROJECT.url() + "/",
              "atelier.supabase.anon-key=" + SupabaseProject.ANON_KEY,
              "atelier.supabase.webhook-secret=" + WEBHOOK_SECRET,
              "atelier.signature.secret=" + SIGNATURE_SECRET,
              "atelier.rates.limits=other=" + TIMES + "/3600")
          .applyTo(context);
    }
  }
}
