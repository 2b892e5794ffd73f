package dev.atelier.providers.gemini;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.OutboundHttp;
import dev.atelier.providers.VideoModel;
import java.io.IOException;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where Flow's addresses are set too, Flow is the provider. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(
    "environment.getProperty('atelier.flow.generate-url', '').blank"
        + " && environment.getProperty('atelier.flow.status-url', '').blank")
class GeminiConfiguration {

  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  @Bean
  @ConditionalOnExpression("!environment.getProperty('atelier.gemini.api-key', '').blank")
  VideoModel geminiVideoModel(GeminiProperties properties, OutboundHttp http) {
    String base = properties.baseUrl().isEmpty() ? GeminiProperties.VENDOR : properties.baseUrl();
    Client client =
        Client.builder()
            .vertexAI(false)
            .apiKey(properties.apiKey())
            .httpOptions(options().baseUrl(base).build())
            .clientOptions(overOurs(properties, http))
            .build();
    Downloads downloads = new Downloads(base, Map.of("x-goog-api-key", properties.apiKey()));
    return properties.videoModel().startsWith("veo")
        ? new VeoVideoModel(client, "gemini", properties.videoModel(), downloads)
        : new OmniVideoModel(client, properties.videoModel(), downloads);
  }

  @Bean
  @ConditionalOnExpression("!environment.getProperty('atelier.gemini.vertex-project', '').blank")
  VideoModel vertexVideoModel(GeminiProperties properties, OutboundHttp http) {
    return vertex(properties, http, applicationCredentials());
  }

  static VideoModel vertex(
      GeminiProperties properties, OutboundHttp http, GoogleCredentials credentials) {
    HttpOptions.Builder options = options();
    if (!properties.baseUrl().isEmpty()) {
      options.baseUrl(properties.baseUrl());
    }
    Client client =
        Client.builder()
            .vertexAI(true)
            .project(properties.vertexProject())
            .location(properties.vertexLocation())
            .credentials(credentials)
            .httpOptions(options.build())
            .clientOptions(overOurs(properties, http))
            .build();
    return new VeoVideoModel(client, "vertex", properties.vertexModel(), Downloads.PLAIN);
  }

  /** The caller repeats, where that cannot pay twice. */
  private static HttpOptions.Builder options() {
    return HttpOptions.builder().retryOptions(HttpRetryOptions.builder().attempts(1).build());
  }

  private static ClientOptions overOurs(GeminiProperties properties, OutboundHttp http) {
    return ClientOptions.builder()
        .customHttpClient(
            new OkHttpClient.Builder()
                .addInterceptor(new OutboundTransport(http, properties.deadline()))
                .build())
        .build();
  }

  private static GoogleCredentials applicationCredentials() {
    try {
      return GoogleCredentials.getApplicationDefault().createScoped(SCOPE);
    } catch (IOException e) {
      throw new CannotStartException(
          "VERTEX_PROJECT is set but Google's credentials are not found; name their file in"
              + " GOOGLE_APPLICATION_CREDENTIALS");
    }
  }
}
