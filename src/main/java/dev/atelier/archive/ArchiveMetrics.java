package dev.atelier.archive;

import dev.atelier.archive.files.Parallelism;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Figures for those who watch the server. */
@Component
class ArchiveMetrics {

  private final Timer users;
  private final Counter fetchedFiles;
  private final Counter fetchedBytes;
  private final Counter failedFiles;
  private final Counter savedBytes;

  ArchiveMetrics(MeterRegistry meters, Parallelism parallelism) {
    this.users = meters.timer("atelier.archive.user");
    this.fetchedFiles = meters.counter("atelier.archive.files", "outcome", "fetched");
    this.failedFiles = meters.counter("atelier.archive.files", "outcome", "failed");
    this.fetchedBytes = meters.counter("atelier.archive.bytes", "outcome", "fetched");
    this.savedBytes = meters.counter("atelier.archive.bytes", "outcome", "saved");
    Gauge.builder("atelier.archive.parallelism", parallelism, Parallelism::limit).register(meters);
  }

  void worked(long nanos) {
    users.record(nanos, TimeUnit.NANOSECONDS);
  }

  void archived(RunUser.Result result) {
    fetchedFiles.increment(result.fetched());
    fetchedBytes.increment(result.fetchedBytes());
    failedFiles.increment(result.failed());
    savedBytes.increment(result.savedBytes());
  }
}
