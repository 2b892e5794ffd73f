package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Starts a real process with settings that it must refuse. */
class StartTests {

  private static final String SAME = "the-very-same-secret-for-both-of-them";

  @TempDir Path folder;

  static Stream<Arguments> refusedSettings() {
    return Stream.of(
        Arguments.of(Map.of("SERVER_ADDRESS", "0.0.0.0"), "OPERATOR_TOKEN", "public address"),
        // A9
        Arguments.of(Map.of("SECRET_KEY", "your-secret-key-here"), "SECRET_KEY", "shorter"),
        Arguments.of(Map.of("SERVER_PORT", "eight-thousand"), "SERVER_PORT", "Integer"));
  }

  static Stream<Arguments> moreRefusedSettings() {
    return Stream.of(
        Arguments.of(Map.of("OPERATOR_TOKEN", "too-short-secret"), "OPERATOR_TOKEN", "shorter"),
        Arguments.of(Map.of("SECRET_KEY", "é".repeat(15) + "x"), "SECRET_KEY", "32 bytes"),
        Arguments.of(
            Map.of("SECRET_KEY", SAME, "OPERATOR_TOKEN", SAME), "SECRET_KEY", "OPERATOR_TOKEN"),
        Arguments.of(Map.of("ACCESS_TOKEN_EXPIRE_MINUTES", "0"), "ACCESS_TOKEN_EXPIRE_MINUTES", ""),
        Arguments.of(
            Map.of("ACCESS_TOKEN_EXPIRE_MINUTES", "half"), "ACCESS_TOKEN_EXPIRE_MINUTES", "whole"));
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("moreRefusedSettings")
  void o9AndA9EveryWrongSettingIsNamedInOneLine(
      Map<String, String> settings, String name, String why) throws Exception {
    o9AndA9AWrongSettingIsNamedInOneLine(settings, name, why);
  }

  @ParameterizedTest
  @MethodSource("refusedSettings")
  void o9AndA9AWrongSettingIsNamedInOneLine(Map<String, String> settings, String name, String why)
      throws Exception {
    List<String> lines = refusedStart(settings);

    assertThat(lines)
        .noneMatch(line ->
            line.startsWith("\tat ")
                || line.contains("too-short")
                || line.contains("your-secret")
                || line.contains(SAME));
    assertThat(lines)
        .filteredOn(line -> line.contains("ERROR"))
        .singleElement()
        .asString()
        .contains(name, why);
  }

  @Test
  void everyLogLineIsJsonWhereThatIsAskedForO2() throws Exception {
    List<String> lines =
        refusedStart(Map.of("SERVER_ADDRESS", "0.0.0.0", "ATELIER_LOG_FORMAT", "json"));

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line ->
            assertThat(JsonMapper.shared().readTree(line).path("message").asString()).isNotEmpty());
  }

  /** What a process with these settings prints until it gives up. */
  private List<String> refusedStart(Map<String, String> settings) throws Exception {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AtelierApplication.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("ATELIER_HOME", folder.resolve("home").toString());
    builder.environment().putAll(settings);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isNotZero();
    assertThat(folder.resolve("home").resolve("postgres")).doesNotExist();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
