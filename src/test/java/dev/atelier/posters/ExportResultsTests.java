package dev.atelier.posters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import dev.atelier.table.FormulaSafe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class ExportResultsTests {

  private static final List<String> NAMES =
      List.of(
          "=cmd|' /C calc'!A0", "+1+1", "-1+2", "@SUM(A1)", "'quoted", "-5", "12.5", "a,\"b\"\nc");

  @LocalServerPort int port;
  private PosterClient client;

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
  }

  @Test
  void t10NoCellOfTheCsvIsAFormulaAndOneApostropheLessGivesTheTextAgain() {
    String id = finished();

    Answer export = client.get("/api/posters/runs/" + id + "/export?format=csv");

    assertThat(export.status()).isEqualTo(200);
    assertThat(export.raw().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(export.raw().headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"Autumn-speakers-results.csv\"");
    List<NamedCsvRecord> rows = read(export);
    List<String> names = rows.stream().map(row -> row.getField("username")).toList();
    assertThat(names)
        .containsExactly(
            "'=cmd|' /C calc'!A0",
            "'+1+1",
            "'-1+2",
            "'@SUM(A1)",
            "''quoted",
            "-5",
            "12.5",
            "a,\"b\"\nc",
            "");
    assertThat(names.stream().map(name -> name.replaceFirst("^'", "")).limit(8))
        .containsExactlyElementsOf(NAMES);
  }

  @Test
  void everyRowIsThereWithItsOutcome() {
    String id = finished();

    List<NamedCsvRecord> rows = read(client.get("/api/posters/runs/" + id + "/export"));

    assertThat(rows).hasSize(NAMES.size() + 1);
    NamedCsvRecord first = rows.getFirst();
    assertThat(first.getField("row")).isEqualTo("1");
    assertThat(first.getField("user_id")).isEqualTo("101");
    assertThat(first.getField("status")).isEqualTo("succeeded");
    assertThat(first.getField("url")).startsWith("http").endsWith(".png");
    NamedCsvRecord last = rows.getLast();
    assertThat(last.getField("status")).isEqualTo("failed");
    assertThat(last.getField("error_code")).isEqualTo("missing_username");
    assertThat(last.getField("error")).isNotEmpty();
  }

  @Test
  void theJsonHasTheTextsUntouched() {
    String id = finished();

    Answer export = client.get("/api/posters/runs/" + id + "/export?format=json");

    JsonNode body = new JsonMapper().readTree(export.raw().body());
    assertThat(body.path("name").asString()).isEqualTo("Autumn speakers");
    List<String> names = new ArrayList<>();
    body.path("results").forEach(row -> names.add(row.path("username").asString()));
    assertThat(names).startsWith(NAMES.toArray(String[]::new)).hasSize(NAMES.size() + 1);
    assertThat(body.path("results").path(8).path("error").path("code").asString())
        .isEqualTo("missing_username");
  }

  @Test
  void anUnknownFormatAndAnUnknownRunAreRefused() {
    assertThat(client.get("/api/posters/runs/" + finished() + "/export?format=xls").status())
        .isEqualTo(422);
    assertThat(client.get("/api/posters/runs/job_ffffffffffff/export").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t=1", "\r=1", " =1", "\n1", "＝1+1", "-", "--1", "+49 151", "-1e5"})
  void t10WhatASpreadsheetMayTakeForAFormulaIsQuoted(String text) {
    assertThat(FormulaSafe.cell(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "-12.75", "ada", "a=b", "1e6", "2026-11-21"})
  void t10PlainTextsAndNumbersAreUntouched(String text) {
    assertThat(FormulaSafe.cell(text)).isEqualTo(text);
  }

  private String finished() {
    StringBuilder csv = new StringBuilder("username,user_id\n");
    for (int i = 0; i < NAMES.size(); i++) {
      csv.append('"').append(NAMES.get(i).replace("\"", "\"\"")).append("\",").append(101 + i);
      csv.append('\n');
    }
    String id = client.start(csv + ",7\n").body().path("id").asString();
    client.awaitEnd(id);
    return id;
  }

  private static List<NamedCsvRecord> read(Answer export) {
    String text = new String(export.raw().body(), UTF_8);
    assertThat(text).startsWith("\uFEFF");
    return CsvReader.builder().ofNamedCsvRecord(text.substring(1)).stream().toList();
  }
}
