package dev.atelier.identity;

import dev.atelier.http.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords with bcrypt. Each costs a processor a good part of a second on
 * purpose, so few run at once, on threads of their own, and only so many may wait.
 */
@Component
class PasswordHashes implements AutoCloseable {

  /** Bytes of a password, at most: bcrypt does not look at more. */
  static final int LONGEST = 72;

  private static final int AT_ONCE = 2;
  private static final int WAITING = 20;

  private final BCryptPasswordEncoder bcrypt;
  private final String hashOfNobody;
  private final Timer timer;
  private final ThreadPoolExecutor turns =
      new ThreadPoolExecutor(
          AT_ONCE,
          AT_ONCE,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("password-", 0).daemon().factory());

  PasswordHashes(IdentityProperties settings, MeterRegistry meters) {
    this.bcrypt = new BCryptPasswordEncoder(settings.passwordCost());
    this.hashOfNobody = "$2a$%02d$".formatted(settings.passwordCost()) + ".".repeat(53);
    this.timer =
        Timer.builder("atelier.password.hashes")
            .description("Passwords hashed, to be kept or compared")
            .register(meters);
  }

  /**
   * Runs what hashes when its turn comes.
   *
   * @throws Problem 503 when too many wait already
   */
  <T> T inTurn(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, turns).join();
    } catch (RejectedExecutionException e) {
      throw Problem.unavailable(
          "busy", "Too many are signing in at once; try again", Duration.ofSeconds(2), null);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  /** The hash of a password that is not too long. To be called in turn. */
  String hash(String password) {
    return timer.record(() -> bcrypt.encode(password));
  }

  /**
   * Whether it is the password of that hash; null is the hash of nobody. Takes the same time in any
   * case. To be called in turn.
   */
  boolean matches(String password, @Nullable String hash) {
    boolean acceptable = PlainText.isPlain(password) && !isTooLong(password);
    String tried = acceptable ? password : "-";
    boolean same = timer.record(() -> bcrypt.matches(tried, hash == null ? hashOfNobody : hash));
    return same && acceptable && hash != null;
  }

  /** How many wait for their turn. */
  int waiting() {
    return turns.getQueue().size();
  }

  private static boolean isTooLong(String password) {
    return password.length() > LONGEST
        || password.getBytes(StandardCharsets.UTF_8).length > LONGEST;
  }

  @Override
  public void close() {
    turns.shutdownNow();
  }
}
