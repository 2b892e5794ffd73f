package dev.atelier.http.connector;

import org.apache.coyote.http11.Http11NioProtocol;

/**
 * Tomcat's HTTP/1.1 on connections that are guarded.
 *
 * <p>The connection timeout, which Tomcat grants each read anew, is what a whole header may take,
 * and what a body may be behind the slowest rate that is taken. With TLS, which belongs in front of
 * this server, connections are Tomcat's own. Tomcat makes it by its name.
 */
public final class GuardedProtocol extends Http11NioProtocol {

  public GuardedProtocol() {
    super(new GuardedEndpoint());
  }
}
