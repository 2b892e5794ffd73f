package dev.atelier.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes a run's results as the older wire has them, user by user, however many they are. */
@Component
class ResultsWire {

  private static final int PAGE = 500;
  private static final double MILLIS = 1_000.0;

  private final RunReports reports;
  private final JsonMapper json;

  ResultsWire(RunReports reports, JsonMapper json) {
    this.reports = reports;
    this.json = json;
  }

  /**
   * Writes.
   *
   * @param run null before the first
   */
  void write(@Nullable Run run, OutputStream output) throws IOException {
    try (JsonGenerator out = json.createGenerator(output)) {
      out.writeStartObject();
      if (run == null) {
        writeNothing(out);
      } else {
        write(run, out);
      }
      out.writeEndObject();
    }
  }

  private static void writeNothing(JsonGenerator out) {
    out.writeStringProperty("status", "idle");
    out.writeNumberProperty("total_users_processed", 0);
    out.writeNumberProperty("successful_users", 0);
    out.writeNumberProperty("failed_users", 0);
    out.writeNumberProperty("total_files_downloaded", 0);
    out.writeNumberProperty("total_size_bytes", 0);
    out.writeNumberProperty("processing_time_seconds", 0.0);
    out.writeArrayPropertyStart("user_results");
    out.writeEndArray();
    out.writeArrayPropertyStart("global_errors");
    out.writeEndArray();
  }

  private void write(Run run, JsonGenerator out) {
    ReportRepository.Totals totals = reports.totals(run);
    out.writeStringProperty("status", BatchProcessCompatController.word(run));
    out.writeNumberProperty("total_users_processed", totals.succeeded() + totals.failed());
    out.writeNumberProperty("successful_users", totals.succeeded());
    out.writeNumberProperty("failed_users", totals.failed());
    out.writeNumberProperty("total_files_downloaded", totals.files());
    out.writeNumberProperty("total_size_bytes", totals.bytes());
    out.writeNumberProperty("processing_time_seconds", reports.took(run).toMillis() / MILLIS);
    out.writeArrayPropertyStart("user_results");
    int after = 0;
    for (List<RunUser.Report> page = reports.users(run, null, after, PAGE);
        !page.isEmpty();
        page = reports.users(run, null, after, PAGE)) {
      page.stream().filter(ResultsWire::hasBegun).forEach(user -> write(user, out));
      after = page.getLast().position();
    }
    out.writeEndArray();
    strings(out, "global_errors", reports.errors(run));
  }

  /** Users that are still in work are told of too: partial results. */
  private static boolean hasBegun(RunUser.Report user) {
    return user.startedAt() != null;
  }

  private static void write(RunUser.Report user, JsonGenerator out) {
    RunUser.Result result = user.result();
    out.writeStartObject();
    out.writeStringProperty("user_email", user.email());
    out.writeNumberProperty("images_count", result.images());
    out.writeNumberProperty("voices_count", result.voices());
    out.writeNumberProperty("total_files_downloaded", result.images() + result.voices());
    out.writeNumberProperty("total_size_bytes", result.bytes());
    out.writeArrayPropertyStart("errors");
    result.errors().forEach(out::writeString);
    String failure = user.failure();
    if (failure != null) {
      out.writeString(failure);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void strings(JsonGenerator out, String name, List<String> texts) {
    out.writeArrayPropertyStart(name);
    texts.forEach(out::writeString);
    out.writeEndArray();
  }
}
