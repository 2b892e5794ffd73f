package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Starts a real process with settings that it must refuse. */
class StartTests {

  @TempDir Path home;

  static Stream<Arguments> refusedSettings() {
    return Stream.of(
        Arguments.of(Map.of("SERVER_ADDRESS", "0.0.0.0"), "OPERATOR_TOKEN", "public address"),
        Arguments.of(Map.of("OPERATOR_TOKEN", "too-short-secret"), "OPERATOR_TOKEN", "shorter"),
        Arguments.of(Map.of("SERVER_PORT", "eight-thousand"), "SERVER_PORT", "Integer"));
  }

  @ParameterizedTest
  @MethodSource("refusedSettings")
  void aWrongSettingIsNamedInOneLineO9(Map<String, String> settings, String name, String why)
      throws Exception {
    Path output = home.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AtelierApplication.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("ATELIER_HOME", home.resolve("home").toString());
    builder.environment().putAll(settings);
    builder.directory(new File(System.getProperty("user.dir")));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isNotZero();
    List<String> lines = java.nio.file.Files.readAllLines(output, StandardCharsets.UTF_8);
    assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.contains("too-short"));
    assertThat(lines)
        .filteredOn(line -> line.contains("ERROR"))
        .singleElement()
        .asString()
        .contains(name, why);
    assertThat(home.resolve("home").resolve("postgres")).doesNotExist();
  }
}
