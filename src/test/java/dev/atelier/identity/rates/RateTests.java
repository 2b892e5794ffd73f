package dev.atelier.identity.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.IntegrationTest;
import dev.atelier.home.CannotStartException;
import dev.atelier.identity.rates.RateRepository.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How rates are counted. */
@IntegrationTest
class RateTests {

  private static final Rate TEN_AN_HOUR = new Rate(10, 3600);

  @Autowired RateRepository rates;
  @Autowired JdbcClient jdbc;

  private final String name = "test " + UUID.randomUUID();

  @Test
  void h16_ofManyAtOnceAsManyAsTheRateSaysAreAllowed() throws Exception {
    List<Callable<Standing>> uses = new ArrayList<>();
    for (int use = 0; use < 100; use++) {
      uses.add(() -> rates.use(name, TEN_AN_HOUR));
    }
    int allowed = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Standing> use : threads.invokeAll(uses)) {
        allowed += use.get().allowed() ? 1 : 0;
      }
    }

    assertThat(allowed).isEqualTo(10);
    assertThat(rates.use(name + " of another", TEN_AN_HOUR).allowed()).isTrue();
  }

  @Test
  void h16_whatWasUsedComesBackWithTime() {
    for (int use = 0; use < 10; use++) {
      rates.use(name, TEN_AN_HOUR);
    }
    assertThat(rates.use(name, TEN_AN_HOUR).allowed()).isFalse();
    jdbc.sql(
            """
            update identity.rate
            set due = due - interval '6 minutes'
            where name = :name
            """)
        .param("name", name)
        .update();

    assertThat(rates.use(name, TEN_AN_HOUR).allowed()).isTrue();
    assertThat(rates.use(name, TEN_AN_HOUR).allowed()).isFalse();
  }

  @Test
  void theDefaultsAreNamedInTheReadme() {
    assertThat(new RateProperties(List.of(), "10").rates())
        .containsEntry("create", new Rate(60, 60))
        .containsEntry("like", new Rate(600, 60))
        .containsEntry("other", new Rate(120, 60));
    assertThat(new RateProperties(List.of("off"), "10").rates()).isEmpty();
    assertThat(new RateProperties(List.of("like=5/1", "view=0/60"), "0").rates())
        .containsEntry("like", new Rate(5, 1))
        .containsEntry("view", new Rate(0, 60))
        .containsEntry("create", new Rate(60, 60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"like", "like=5", "like=5/0", "like=-1/60", "none=5/60", "off=1/1", "x"})
  void o9_aLimitThatSaysNothingIsNamed(String limit) {
    assertThatThrownBy(() -> new RateProperties(List.of(limit), "10").rates())
        .isInstanceOf(CannotStartException.class)
        .hasMessageStartingWith("VIDEO_RATE_LIMITS: ");
  }
}
