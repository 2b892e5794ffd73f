package dev.atelier.identity;

import static dev.atelier.identity.AuthClient.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.ApplicationProcess;
import dev.atelier.RawHttp.Answer;
import dev.atelier.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the time that signing in takes tells, and what it costs others. Needs a calm machine. */
@Tag("slow")
@Timeout(600)
class SignInTimesTests {

  private static final int SAMPLES = 300;

  @TempDir Path folder;

  private enum Guess {
    UNKNOWN("nobody", "wrong-password"),
    WRONG("ada", "wrong-password"),
    LONG("ada", "a".repeat(73)),
    LONG_OF_UNKNOWN("nobody", "a".repeat(73));

    private final String name;
    private final String password;

    Guess(String name, String password) {
      this.name = name;
      this.password = password;
    }
  }

  @Test
  void a12_theTimeOfARefusalDoesNotTellWhoIsThere() {
    try (ApplicationProcess application = application("10").start()) {
      AuthClient client = new AuthClient(application.url("").getPort());
      assertThat(client.register("ada").status()).isEqualTo(201);
      Map<Guess, double[]> times = new EnumMap<>(Guess.class);
      Arrays.stream(Guess.values()).forEach(guess -> times.put(guess, new double[SAMPLES]));
      List<Guess> order = new ArrayList<>(List.of(Guess.values()));
      Random random = new Random(12);
      for (int sample = -20; sample < SAMPLES; sample++) {
        Collections.shuffle(order, random);
        for (Guess guess : order) {
          long start = System.nanoTime();
          // From an address of its own each time, as the eleventh failure would be refused at once.
          String from = "X-Forwarded-For: 10.%d.%d.1".formatted(guess.ordinal(), sample & 0xFF);
          Answer answer =
              client.login(guess.name, guess.password, sample < 256 ? from : from + "0");
          assertThat(answer.status()).isEqualTo(401);
          if (sample >= 0) {
            Objects.requireNonNull(times.get(guess))[sample] = (System.nanoTime() - start) / 1e6;
          }
        }
      }
      double[] wrong = Objects.requireNonNull(times.get(Guess.WRONG));
      for (Guess guess : Guess.values()) {
        double[] other = Objects.requireNonNull(times.get(guess));
        double p = mannWhitney(wrong, other);
        double difference = Math.abs(median(other) - median(wrong)) / median(wrong);
        System.out.printf(
            "SignInTimesTests: %s median %.2f ms, %.2f %% from WRONG, p = %.3f%n",
            guess, median(other), 100 * difference, p);
        assertThat(difference).as(guess.name()).isLessThan(0.05);
        assertThat(p).as(guess.name()).isGreaterThan(0.001);
      }
    }
  }

  @Test
  void a15_twoHundredWhoSignInAtOnceDoNotSlowDownOthers() throws Exception {
    try (ApplicationProcess application = application("12").start();
        ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      AuthClient client = new AuthClient(application.url("").getPort());
      String token = client.token("ada");
      for (int i = 0; i < 300; i++) {
        client.get("/api/campaigns/", token);
      }
      List<Integer> statuses = new ArrayList<>();
      List<Double> times = new ArrayList<>();
      for (int wave = 0; wave < 5; wave++) {
        List<Future<Integer>> logins =
            IntStream.range(0, 200)
                .mapToObj(_ -> crowd.submit(() -> client.login("ada", PASSWORD).status()))
                .toList();
        while (!logins.stream().allMatch(Future::isDone)) {
          long start = System.nanoTime();
          assertThat(client.get("/api/campaigns/", token).status()).isEqualTo(200);
          times.add((System.nanoTime() - start) / 1e6);
        }
        for (Future<Integer> login : logins) {
          statuses.add(login.get());
        }
      }
      double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double p99 = sorted[(int) (sorted.length * 0.99)];
      System.out.printf(
          "SignInTimesTests: 5 x 200 logins at once: %d let in, %d told to come back; %d other"
              + " requests, p50 %.1f ms, p99 %.1f ms%n",
          Collections.frequency(statuses, 200),
          Collections.frequency(statuses, 503),
          sorted.length,
          median(sorted),
          p99);
      assertThat(statuses).isSubsetOf(200, 503).contains(200, 503);
      assertThat(p99).isLessThan(250);
    }
  }

  private ApplicationProcess application(String cost) {
    return new ApplicationProcess(folder.resolve("home"))
        .environment("DATABASE_URL", TestDatabase.create())
        .environment("TRUSTED_PROXIES", "127.0.0.0/8")
        .property("atelier.identity.password-cost", cost);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** How likely two samples of one distribution differ that much (two-sided, by the normal one). */
  private static double mannWhitney(double[] a, double[] b) {
    double wins = 0;
    for (double x : a) {
      for (double y : b) {
        wins += x > y ? 1 : x == y ? 0.5 : 0;
      }
    }
    double n = a.length;
    double m = b.length;
    double z = Math.abs(wins - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
    // The tail of the normal distribution, by Abramowitz and Stegun 26.2.17.
    double t = 1 / (1 + 0.2316419 * z);
    double tail =
        Math.exp(-z * z / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.min(1, 2 * tail);
  }
}
