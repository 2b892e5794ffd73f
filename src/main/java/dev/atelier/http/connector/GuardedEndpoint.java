package dev.atelier.http.connector;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

final class GuardedEndpoint extends NioEndpoint {

  // Tomcat takes zero and less for no limit, and here there is always one.
  private static final int MILLIS = 10_000;

  @Override
  protected NioChannel createChannel(SocketBufferHandler buffer) {
    return isSSLEnabled()
        ? super.createChannel(buffer)
        : new GuardedChannel(buffer, this::timeoutMillis);
  }

  private int timeoutMillis() {
    int timeout = getConnectionTimeout();
    return timeout > 0 ? timeout : MILLIS;
  }
}
