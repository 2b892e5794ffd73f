package dev.atelier;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The one process of Atelier: HTTP server, page and workers of every studio. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AtelierApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(AtelierApplication.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
