package dev.atelier.http.connector;

import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

final class GuardedEndpoint extends NioEndpoint {

  @Override
  protected NioChannel createChannel(SocketBufferHandler buffer) {
    return isSSLEnabled()
        ? super.createChannel(buffer)
        : new GuardedChannel(buffer, this::getConnectionTimeout);
  }
}
