package dev.atelier.providers.flow;

import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.VideoModel;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class FlowConfiguration {

  /** One address without the other stops the start, so either shows that Flow is wanted. */
  @Bean
  @ConditionalOnExpression(
      "!environment.getProperty('atelier.flow.generate-url', '').blank"
          + " || !environment.getProperty('atelier.flow.status-url', '').blank")
  VideoModel flowVideoModel(FlowProperties properties, OutboundHttp http, JsonMapper json) {
    return new FlowVideoModel(properties, FlowToken.of(properties), http, json);
  }
}
