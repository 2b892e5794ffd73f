package dev.atelier.providers.disk;

import dev.atelier.home.AtelierHome;
import dev.atelier.providers.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(
    "environment.getProperty('atelier.storage.backend', '').strip() == 'local'"
        + " || (environment.getProperty('atelier.storage.backend', '').blank"
        + " && environment.getProperty('atelier.s3.bucket', '').blank)")
class DiskConfiguration {

  @Bean
  ObjectStore diskObjectStore(DiskProperties properties, AtelierHome home) throws IOException {
    Path root = properties.root().isEmpty() ? home.directory("media") : Path.of(properties.root());
    return new DiskObjectStore(root, home.nodeId());
  }
}
