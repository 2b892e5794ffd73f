package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;

/**
 * What the paths of this server lead to.
 *
 * <p>Thread-safe.
 */
public interface Routes {

  /**
   * Whether the request can only be for the user interface, which anybody may load: it reads, no
   * controller has its path, and it is not below a path that is kept for programs.
   */
  boolean leadsToPage(HttpServletRequest request);

  /** Whether the method of the controller that will serve the request has that annotation. */
  boolean isMarked(HttpServletRequest request, Class<? extends Annotation> annotation);
}
