package dev.atelier.providers.chromium;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fonts that are delivered with Atelier. They come before those of the machine, so that a page
 * looks the same everywhere and a machine without fonts draws text at all.
 */
final class FontFolder {

  /** The delivered families that stand for the generic ones, by their name in the protocol. */
  static final Map<String, String> GENERIC_FAMILIES =
      Map.of(
          "standard", "Lora",
          "serif", "Lora",
          "sansSerif", "Inter",
          "fixed", "JetBrains Mono",
          "cursive", "Playfair Display",
          "fantasy", "Poppins");

  private static final String CONFIGURATION =
      """
      <?xml version="1.0"?>
      <!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
      <fontconfig>
        <dir>%s</dir>
        <dir>%s</dir>
        <dir>%s</dir>
        <cachedir>%s</cachedir>
        <config><rescan><int>0</int></rescan></config>
        <match target="font">
          <edit name="antialias" mode="assign"><bool>true</bool></edit>
          <edit name="hinting" mode="assign"><bool>false</bool></edit>
          <edit name="hintstyle" mode="assign"><const>hintnone</const></edit>
          <edit name="rgba" mode="assign"><const>none</const></edit>
        </match>
      %s</fontconfig>
      """;

  /** A weight beyond regular and bold calls itself a family of its own; pages do not know it. */
  private static final String WEIGHT =
      """
        <match target="scan">
          <test name="family"><string>%1$s %2$s</string></test>
          <edit name="family" mode="assign"><string>%1$s</string></edit>
          <edit name="style" mode="assign"><string>%2$s</string></edit>
        </match>
      """;

  /**
   * The browser looks for a font that has a letter among all of them, in the order of a pattern
   * that names no family. Ours come first there, or another machine's fonts would draw the letter;
   * a language comes before, for ideographs that are written differently; fonts of signs that have
   * a script's letters without joining them come last.
   */
  private static final String FALLBACK =
      """
        <match target="pattern">
          <test qual="all" name="family"><string>where none is named</string></test>
      %s    <edit name="family" mode="append_last" binding="strong">%s</edit>
        </match>
      """;

  private static final String IN_LANGUAGE =
      "    <test name=\"lang\" compare=\"contains\"><string>%s</string></test>\n";

  private static final List<String> SCRIPTS =
      List.of(
          "Arabic",
          "Hebrew",
          "Bengali",
          "Tamil",
          "Telugu",
          "Kannada",
          "Malayalam",
          "Gujarati",
          "Gurmukhi",
          "Sinhala",
          "Thai",
          "Lao",
          "Khmer",
          "Myanmar",
          "Georgian",
          "Armenian",
          "Ethiopic",
          "SC",
          "JP",
          "KR",
          "Symbols",
          "Symbols 2",
          "Math");

  private static final Path SYSTEM = Path.of("/usr/share/fonts");
  private static final Path LOCAL = Path.of("/usr/local/share/fonts");
  private static final List<String> FAMILIES = List.of("Inter", "Poppins", "Playfair Display");
  private static final List<String> WEIGHTS = List.of("Medium", "SemiBold", "ExtraBold", "Black");

  private FontFolder() {}

  /**
   * The fonts as unpacked.
   *
   * @param configuration what to start a browser with
   * @param folders where the fonts are, those of the machine last
   */
  record Prepared(Path configuration, List<Path> folders) {}

  /** Unpacks the fonts below a folder unless they are there. */
  static Prepared prepare(Path folder) throws IOException {
    Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
    Path cache = Files.createDirectories(folder.resolve("cache"));
    String version = Delivered.text("fonts/version.txt");
    Path fonts = Delivered.unpacked(unpacked, version, FontFolder::unpack);
    Path configuration = folder.resolve("fonts.conf");
    Files.writeString(configuration, configuration(fonts, cache));
    return new Prepared(configuration, List.of(fonts, LOCAL, SYSTEM));
  }

  private static void unpack(Path folder) throws IOException {
    int order = 0;
    for (String name : Delivered.text("fonts/fonts.txt").lines().toList()) {
      Path file = folder.resolve("%03d-%s".formatted(order++, name.replace(".woff", ".ttf")));
      try (InputStream packed = Delivered.open("fonts/" + name)) {
        if (name.endsWith(".woff")) {
          Files.write(file, WoffFont.unpack(packed.readAllBytes()));
        } else {
          Files.copy(packed, file);
        }
      }
    }
  }

  private static String configuration(Path fonts, Path cache) {
    StringBuilder weights = new StringBuilder();
    for (String family : FAMILIES) {
      for (String weight : WEIGHTS) {
        weights.append(WEIGHT.formatted(family, weight));
      }
    }
    return CONFIGURATION.formatted(
        escaped(fonts), escaped(SYSTEM), escaped(LOCAL), escaped(cache), weights + fallback());
  }

  private static String fallback() {
    return inLanguage("ja", "JP") + inLanguage("ko", "KR") + FALLBACK.formatted("", families(""));
  }

  private static String inLanguage(String language, String first) {
    return FALLBACK.formatted(IN_LANGUAGE.formatted(language), families(first));
  }

  private static String families(String first) {
    return Stream.of(
            Stream.of("Inter", "Noto Sans", "Noto Color Emoji"),
            Stream.of(first).filter(script -> !script.isEmpty()).map("Noto Sans "::concat),
            SCRIPTS.stream().map("Noto Sans "::concat))
        .flatMap(families -> families)
        .collect(Collectors.joining("</string><string>", "<string>", "</string>"));
  }

  private static String escaped(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;");
  }
}
