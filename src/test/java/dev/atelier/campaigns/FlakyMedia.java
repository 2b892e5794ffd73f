package dev.atelier.campaigns;

import dev.atelier.providers.ProviderException;
import dev.atelier.storage.Media;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A store that takes nothing for a while. */
@TestConfiguration(proxyBeanMethods = false)
class FlakyMedia {

  final AtomicInteger failuresLeft = new AtomicInteger();

  @Bean
  @Primary
  Media flaky(@Qualifier("recordedMedia") Media real) {
    return (Media)
        Proxy.newProxyInstance(
            Media.class.getClassLoader(),
            new Class<?>[] {Media.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("put")
                  && failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw ProviderException.unavailable("storage_down", "The store is down", null);
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
