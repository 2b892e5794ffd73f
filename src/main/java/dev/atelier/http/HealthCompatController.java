package dev.atelier.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Says how the server is, always with 200 and without asking anybody: for people and old clients.
 */
@RestController
class HealthCompatController {

  private final List<HealthDetail> details;
  private final String version;

  HealthCompatController(List<HealthDetail> details, @Value("${atelier.version}") String version) {
    this.details = List.copyOf(details);
    this.version = version;
  }

  @GetMapping({"/health", "/api/health", "/api/health/"})
  Map<String, Object> health() {
    boolean degraded = details.stream().anyMatch(HealthDetail::isDegraded);
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("status", degraded ? "degraded" : "healthy");
    members.put("message", degraded ? "Something is out of order" : "API is running");
    members.put("version", version);
    details.forEach(detail -> members.putAll(detail.members()));
    return members;
  }
}
