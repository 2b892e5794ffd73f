package dev.atelier.providers.chromium;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
        <dir>/usr/share/fonts</dir>
        <dir>/usr/local/share/fonts</dir>
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

  private static final List<String> FAMILIES = List.of("Inter", "Poppins", "Playfair Display");
  private static final List<String> WEIGHTS = List.of("Medium", "SemiBold", "ExtraBold", "Black");

  private FontFolder() {}

  /**
   * Unpacks the fonts below a folder unless they are there.
   *
   * @return the font configuration to start a browser with
   */
  static Path prepare(Path folder) throws IOException {
    Path unpacked = Files.createDirectories(folder.resolve("unpacked"));
    Path cache = Files.createDirectories(folder.resolve("cache"));
    String version = Delivered.text("fonts/version.txt");
    Path fonts = Delivered.unpacked(unpacked, version, FontFolder::unpack);
    Path configuration = folder.resolve("fonts.conf");
    Files.writeString(configuration, configuration(fonts, cache));
    return configuration;
  }

  private static void unpack(Path folder) throws IOException {
    int order = 0;
    for (String name : Delivered.text("fonts/fonts.txt").lines().toList()) {
      try (InputStream packed = Delivered.open("fonts/" + name)) {
        String file = "%03d-%s.ttf".formatted(order++, name.replace(".woff", ""));
        Files.write(folder.resolve(file), WoffFont.unpack(packed.readAllBytes()));
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
    return CONFIGURATION.formatted(escaped(fonts), escaped(cache), weights);
  }

  private static String escaped(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;");
  }
}
