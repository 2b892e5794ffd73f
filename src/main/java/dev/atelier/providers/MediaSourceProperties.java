package dev.atelier.providers;

import dev.atelier.home.CannotStartException;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which source users' media come from.
 *
 * @param name {@code demo} for the sample users, {@code firebase} to insist on Firebase; empty for
 *     Firebase if it is set up
 */
@ConfigurationProperties("atelier.media-source")
public record MediaSourceProperties(@DefaultValue("") String name) {

  public MediaSourceProperties {
    name = name.strip();
    if (!Set.of("", "demo", "firebase").contains(name)) {
      throw new CannotStartException("ATELIER_ARCHIVE_SOURCE must be firebase or demo");
    }
  }
}
