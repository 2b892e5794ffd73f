package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The routes of the controllers, for what has to know them before Spring has chosen one. */
@Component
class MappedRoutes implements Routes {

  private static final Set<String> KEPT_FOR_PROGRAMS =
      Set.of(
          "api",
          "auth",
          "media",
          "docs",
          "redoc",
          "openapi.json",
          "actuator",
          "health",
          "swagger-ui");

  private record Route(
      PathPattern pattern, Set<String> methods, @Nullable DataSize maxBody, HandlerMethod handler) {

    boolean serves(HttpServletRequest request, PathContainer path) {
      return (methods.isEmpty() || methods.contains(request.getMethod())) && pattern.matches(path);
    }
  }

  private final ObjectProvider<RequestMappingHandlerMapping> mappings;
  private volatile @Nullable List<Route> routes;

  // Asked for late: a filter must not make Spring MVC start before its time.
  MappedRoutes(
      @Qualifier("requestMappingHandlerMapping")
          ObjectProvider<RequestMappingHandlerMapping> mappings) {
    this.mappings = mappings;
  }

  @Override
  public boolean leadsToPage(HttpServletRequest request) {
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
        && isPage(request.getRequestURI());
  }

  /** Whether a raw path is one of the user interface's. */
  boolean isPage(String rawPath) {
    PathContainer path = RequestPath.parse(rawPath, null).pathWithinApplication();
    return !KEPT_FOR_PROGRAMS.contains(firstSegment(path))
        && routes().stream().noneMatch(route -> route.pattern.matches(path));
  }

  /** How long a body the controller of this request has asked for; empty for the default. */
  OptionalLong maxBody(HttpServletRequest request) {
    PathContainer path = RequestPath.parse(request.getRequestURI(), null).pathWithinApplication();
    return routes().stream()
        .filter(route -> route.serves(request, path))
        .map(Route::maxBody)
        .filter(Objects::nonNull)
        .mapToLong(DataSize::toBytes)
        .max();
  }

  @Override
  public boolean isMarked(HttpServletRequest request, Class<? extends Annotation> annotation) {
    PathContainer path = RequestPath.parse(request.getRequestURI(), null).pathWithinApplication();
    return routes().stream()
        .filter(route -> route.serves(request, path))
        .min(Comparator.comparing(Route::pattern))
        .filter(route -> route.handler.hasMethodAnnotation(annotation))
        .isPresent();
  }

  private static String firstSegment(PathContainer path) {
    return path.elements().stream()
        .filter(PathContainer.PathSegment.class::isInstance)
        .map(element -> ((PathContainer.PathSegment) element).valueToMatch())
        .findFirst()
        .orElse("");
  }

  private List<Route> routes() {
    List<Route> known = routes;
    if (known == null) {
      known =
          mappings.getObject().getHandlerMethods().entrySet().stream()
              .flatMap(MappedRoutes::routes)
              .toList();
      routes = known;
    }
    return known;
  }

  private static Stream<Route> routes(Map.Entry<RequestMappingInfo, HandlerMethod> mapping) {
    MaxBody limit = mapping.getValue().getMethodAnnotation(MaxBody.class);
    DataSize maxBody = limit == null ? null : DataSize.parse(limit.value());
    Set<String> methods =
        mapping.getKey().getMethodsCondition().getMethods().stream()
            .map(Enum::name)
            .collect(Collectors.toSet());
    return Objects.requireNonNull(mapping.getKey().getPathPatternsCondition())
        .getPatterns()
        .stream()
        .map(pattern -> new Route(pattern, methods, maxBody, mapping.getValue()));
  }
}
