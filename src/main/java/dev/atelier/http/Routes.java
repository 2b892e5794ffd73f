package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;

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
}
