package dev.atelier.http;

import static org.springframework.web.servlet.function.RequestPredicates.GET;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Who does not ask the root for a page is told what answers there, as old clients know it. */
@Configuration(proxyBeanMethods = false)
class RootCompatConfiguration {

  /** Not a controller: the root is the page's, which anybody may load. */
  @Bean
  RouterFunction<ServerResponse> rootForPrograms(
      List<HealthDetail> details, @Value("${atelier.version}") String version) {
    return RouterFunctions.route(
        GET("/").and(request -> !asksForPage(request)),
        request -> ServerResponse.ok().body(answer(details, version)));
  }

  private static boolean asksForPage(ServerRequest request) {
    List<MediaType> accepted = request.headers().accept();
    return accepted.stream()
        .anyMatch(type -> !type.isWildcardType() && type.includes(MediaType.TEXT_HTML));
  }

  private static Map<String, Object> answer(List<HealthDetail> details, String version) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", "ok");
    answer.put("message", "Atelier is running");
    answer.put("version", version);
    for (HealthDetail detail : details) {
      Object topmate = detail.members().get("topmate_api");
      if (topmate != null) {
        answer.put("topmate_api", topmate);
      }
    }
    answer.put(
        "features", List.of("Posters from a CSV", "Posters by username or id", "Live progress"));
    return answer;
  }
}
