package dev.atelier.identity;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

  // Runs before any bean exists, so that nothing is started that must be stopped again.
  @Bean
  static BeanFactoryPostProcessor refusalOfUnsafeStart(Environment environment) {
    return _ -> {
      Binder binder = Binder.get(environment);
      String token =
          binder.bind("atelier.identity.operator-token", String.class).orElse("").strip();
      InetAddress address = binder.bind("server.address", InetAddress.class).orElse(null);
      refuseUnsafe(token, address != null && address.isLoopbackAddress());
      refuseWeakKey(binder.bind("atelier.identity.secret-key", String.class).orElse(""));
      Secrets.refuseUnsafe(binder);
      refuseLife(
          binder.bind("atelier.identity.access-token-expire-minutes", String.class).orElse("30"));
    };
  }

  private static void refuseWeakKey(String key) {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > 0 && bytes < IdentityProperties.MINIMUM_KEY_BYTES) {
      throw new InvalidConfigurationPropertyValueException(
          "SECRET_KEY",
          null,
          "it is shorter than "
              + IdentityProperties.MINIMUM_KEY_BYTES
              + " bytes, and so too easy to guess; leave it out to have one made");
    }
  }

  private static void refuseLife(String minutes) {
    if (!minutes.strip().matches("[0-9]{1,6}")
        || Integer.parseInt(minutes.strip()) < 1
        || Integer.parseInt(minutes.strip()) > IdentityProperties.MAXIMUM_TOKEN_MINUTES) {
      throw new InvalidConfigurationPropertyValueException(
          "ACCESS_TOKEN_EXPIRE_MINUTES",
          null,
          "it must be a whole number of minutes from 1 to "
              + IdentityProperties.MAXIMUM_TOKEN_MINUTES);
    }
  }

  static void refuseUnsafe(String token, boolean loopbackOnly) {
    if (token.isEmpty() && !loopbackOnly) {
      throw new InvalidConfigurationPropertyValueException(
          "OPERATOR_TOKEN",
          null,
          "the server would listen on a public address, where anybody could act as the operator;"
              + " set a secret of at least "
              + IdentityProperties.MINIMUM_TOKEN_LENGTH
              + " characters, or SERVER_ADDRESS to 127.0.0.1");
    }
    if (!token.isEmpty() && token.length() < IdentityProperties.MINIMUM_TOKEN_LENGTH) {
      throw new InvalidConfigurationPropertyValueException(
          "OPERATOR_TOKEN",
          null,
          "it is shorter than "
              + IdentityProperties.MINIMUM_TOKEN_LENGTH
              + " characters, and so too easy to guess");
    }
  }
}
