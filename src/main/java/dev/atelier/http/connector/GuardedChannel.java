package dev.atelier.http.connector;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.IntSupplier;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** A connection whose bytes are looked at, and timed, before Tomcat has them. */
final class GuardedChannel extends NioChannel {

  // No header or line of a body may have these: Tomcat refuses the request at once.
  private static final byte NUL = 0;
  private static final byte LF = '\n';

  // How much longer than a reading thread Tomcat's poller waits. Were it first, it would spoil the
  // connection for the answer that the client was too slow.
  private static final int POLLER_MILLIS = 2_000;

  private final IntSupplier timeoutMillis;
  private RequestFraming framing = new RequestFraming();
  private ClientPace pace = new ClientPace(1);
  private boolean refused;

  GuardedChannel(SocketBufferHandler buffer, IntSupplier timeoutMillis) {
    super(buffer);
    this.timeoutMillis = timeoutMillis;
  }

  // Channels are used again: this is where a connection begins, and without a socket ends.
  @Override
  public void reset(@Nullable SocketChannel channel, @Nullable NioSocketWrapper wrapper)
      throws IOException {
    super.reset(channel, wrapper);
    framing = new RequestFraming();
    pace = new ClientPace(timeoutMillis.getAsInt());
    refused = false;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (refused) {
      return -1;
    }
    int from = into.position();
    int count = super.read(into);
    if (count > 0) {
      return received(into, from);
    }
    if (count == 0 && framing.inBody()) {
      awaitBody();
    }
    return count;
  }

  private int received(ByteBuffer into, int from) throws IOException {
    boolean wasBody = framing.inBody();
    int wrong = framing.firstWrong(into, from, into.position());
    if (wrong >= 0) {
      refuse(into, from, wrong);
      return into.position() - from;
    }
    int count = into.position() - from;
    long millis = wasBody ? pace.bodyCame(count) : pace.headerCame(framing.inHeader());
    if (millis <= 0 && (framing.inHeader() || framing.inBody())) {
      throw tooSlow();
    }
    setReadTimeout(framing.inHeader() || framing.inBody() ? millis : timeoutMillis.getAsInt());
    return count;
  }

  // Tomcat's thread has taken its time limit already, so what is set here is the poller's.
  private void awaitBody() throws SocketTimeoutException {
    if (pace.waitedTooLong()) {
      throw tooSlow();
    }
    NioSocketWrapper wrapper = socketWrapper;
    if (wrapper != null) {
      wrapper.updateLastRead();
    }
    setReadTimeout(pace.leftMillis() + POLLER_MILLIS);
  }

  // There is none once another thread has closed the connection.
  private void setReadTimeout(long millis) {
    NioSocketWrapper wrapper = socketWrapper;
    if (wrapper != null) {
      wrapper.setReadTimeout(millis);
    }
  }

  private static SocketTimeoutException tooSlow() {
    return new SocketTimeoutException("The client is too slow");
  }

  /** Puts what Tomcat refuses for certain in the place of what it would take. */
  private void refuse(ByteBuffer into, int from, int wrong) {
    refused = true;
    int at = wrong + 1 < into.limit() || wrong == from ? wrong : wrong - 1;
    into.put(at, NUL);
    if (at + 1 < into.limit()) {
      into.put(at + 1, LF);
      into.position(at + 2);
    } else {
      into.position(at + 1);
    }
  }
}
