package dev.atelier.identity.rates;

import dev.atelier.http.Problem;
import dev.atelier.identity.ClientAddress;
import dev.atelier.identity.MemberRoutes;
import dev.atelier.identity.OpenRoute;
import dev.atelier.identity.UserId;
import dev.atelier.identity.rates.RateRepository.Standing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells members who change things in the video studio too often to wait, each for himself and all
 * at one address together. This machine is no address: it is a proxy, or the operator's.
 */
@Configuration(proxyBeanMethods = false)
class RateRule implements HandlerInterceptor, WebMvcConfigurer {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  // Only who may do it at all is counted.
  private static final int AFTER_MEMBERS = 100;

  private final RateRepository repository;
  private final ClientAddress addresses;
  private final Map<String, Rate> rates;
  private final int factor;

  RateRule(RateRepository repository, ClientAddress addresses, RateProperties settings) {
    this.repository = repository;
    this.addresses = addresses;
    this.rates = settings.rates();
    this.factor = settings.factor();
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    if (!rates.isEmpty()) {
      registry.addInterceptor(this).order(AFTER_MEMBERS);
    }
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && !READING.contains(request.getMethod())
        && MemberRoutes.matches(request)
        && !method.hasMethodAnnotation(OpenRoute.class)) {
      count(request, response, name(request));
    }
    return true;
  }

  private void count(HttpServletRequest request, HttpServletResponse response, String name) {
    Rate rate = rates.get(name);
    if (rate == null || !rate.isLimit()) {
      return;
    }
    Principal member = request.getUserPrincipal();
    String address = addresses.of(request);
    if (factor > 0 && !isThisMachine(address)) {
      use(response, name, "a " + address, rate.times(factor));
    }
    // Who only watches has no name, nor has the operator.
    if (member != null && !member.getName().equals(UserId.OPERATOR.toString())) {
      use(response, name, "m " + member.getName(), rate);
    }
  }

  private void use(HttpServletResponse response, String name, String who, Rate rate) {
    Standing standing = repository.use(name + " " + who, rate);
    double step = (double) rate.seconds() / rate.times();
    long left = Math.max(0, (long) Math.floor((rate.seconds() - standing.ahead()) / step + 0.001));
    long square = (long) Math.ceil(Math.max(0, standing.ahead()));
    String policy = "\"" + name + "\";q=" + rate.times() + ";w=" + rate.seconds();
    String state = "\"" + name + "\";r=" + (standing.allowed() ? left : 0) + ";t=" + square;
    if (!standing.allowed()) {
      double wait = standing.ahead() + step - rate.seconds();
      throw Problem.throttled(
              "too_many_requests",
              "Too many requests of this kind; wait a while",
              Duration.ofMillis((long) Math.ceil(Math.max(1, wait * 1000))))
          .withHeader("RateLimit-Policy", policy)
          .withHeader("RateLimit", state);
    }
    response.setHeader("RateLimit-Policy", policy);
    response.setHeader("RateLimit", state);
  }

  /** The last word of the route that is no variable. */
  private String name(HttpServletRequest request) {
    Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    String route = pattern == null ? "" : pattern.toString();
    String last = route.substring(route.lastIndexOf('/') + 1);
    if (route.matches("/users/\\{[^/}]*}")) {
      return "profile";
    }
    return rates.containsKey(last) ? last : RateProperties.OTHER;
  }

  private static boolean isThisMachine(@Nullable String address) {
    return address == null
        || address.startsWith("127.")
        || address.equals("::1")
        || address.equals("0:0:0:0:0:0:0:1");
  }
}
