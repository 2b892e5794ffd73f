package dev.atelier;

import dev.atelier.archive.VerifyCommand;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/**
 * The one process of Atelier: HTTP server, page and workers of every studio. Called with {@code
 * verify} it is none of that, but checks an archive.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AtelierApplication {

  public static void main(String[] arguments) {
    if (arguments.length > 0 && arguments[0].equals("verify")) {
      System.exit(VerifyCommand.run(List.of(arguments).subList(1, arguments.length), System.out));
    }
    SpringApplication.run(AtelierApplication.class, arguments);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
