package dev.atelier.http;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;

/** The reference of the API: {@code /openapi.json}, and the pages that show it. */
@Configuration(proxyBeanMethods = false)
class ReferenceConfiguration implements WebMvcConfigurer {

  private static final String FAILURE = "Problem";

  /** The members of every problem, for the reference only. */
  @SuppressWarnings("unused")
  private record ProblemMembers(
      String type,
      String title,
      int status,
      String detail,
      String instance,
      String message,
      int statusCode,
      String error,
      String requestId,
      boolean success,
      @Nullable List<Problem.FieldError> errors) {}

  static {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(RequestKey.class);
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/redoc/assets/**")
        .addResourceLocations("classpath:/META-INF/resources/webjars/")
        .resourceChain(true)
        .addResolver(new LiteWebJarsResourceResolver());
  }

  @Bean
  OpenAPI reference(@Value("${atelier.version}") String version) {
    Components components = new Components();
    ModelConverters.getInstance(true)
        .read(ProblemMembers.class)
        .forEach((name, schema) ->
            components.addSchemas(name.equals("ProblemMembers") ? FAILURE : name, schema));
    return new OpenAPI()
        .info(
            new Info()
                .title("Atelier")
                .version(version)
                .description("A self-hosted studio that makes and keeps media in batches."))
        .components(components);
  }

  @Bean
  OperationCustomizer problemAsDefaultResponse() {
    return (operation, _) -> {
      Schema<?> problem = new Schema<>().$ref("#/components/schemas/" + FAILURE);
      operation
          .getResponses()
          .addApiResponse(
              "default",
              new ApiResponse()
                  .description("Whatever went wrong")
                  .content(
                      new Content()
                          .addMediaType(
                              ProblemBody.CONTENT_TYPE, new MediaType().schema(problem))));
      return operation;
    };
  }
}
