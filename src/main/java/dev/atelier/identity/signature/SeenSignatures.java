package dev.atelier.identity.signature;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The signatures that were good once, on all nodes, for as long as they could be good again. */
@Repository
class SeenSignatures {

  private static final long PAUSE = Duration.ofMinutes(1).toNanos();

  private final JdbcClient jdbc;
  private final AtomicLong sweptAt = new AtomicLong(System.nanoTime() - PAUSE);

  SeenSignatures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Keeps a signature; false when it was there already. Two people may do the same thing in the
   * same second, and so have the same signature: each has seen only what was their own.
   *
   * @param caller who has signed in, empty for nobody
   */
  boolean add(String signature, String caller, Duration life) {
    sweep();
    return jdbc.sql(
                """
                insert into identity.seen_signature (digest, expires_at)
                values (:digest, now() + make_interval(secs => :seconds))
                on conflict do nothing
                """)
            .param("digest", DigestUtils.sha256(signature + " " + caller))
            .param("seconds", life.toSeconds())
            .update()
        > 0;
  }

  private void sweep() {
    long last = sweptAt.get();
    if (System.nanoTime() - last >= PAUSE && sweptAt.compareAndSet(last, System.nanoTime())) {
      jdbc.sql(
              """
              delete from identity.seen_signature
              where expires_at < now()
              """)
          .update();
    }
  }
}
