package dev.atelier.providers.chromium;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The fonts that are delivered with Atelier. They come before those of the machine, so that a page
 * looks the same everywhere and a machine without fonts draws text at all.
 */
final class FontFolder {

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

  private static final String ALIAS =
      """
        <alias binding="same"><family>%s</family><prefer>%s</prefer></alias>
      """;

  private static final String SANS = "Inter,Noto Sans,Noto Sans Arabic,Noto Color Emoji";
  private static final String SERIF = "Lora,Playfair Display,Noto Sans,Noto Color Emoji";
  private static final String MONO = "JetBrains Mono,Noto Sans,Noto Color Emoji";

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
    StringBuilder aliases = new StringBuilder();
    for (String generic : List.of("sans-serif", "system-ui", "ui-sans-serif")) {
      aliases.append(alias(generic, SANS));
    }
    for (String generic : List.of("serif", "ui-serif")) {
      aliases.append(alias(generic, SERIF));
    }
    for (String generic : List.of("monospace", "ui-monospace")) {
      aliases.append(alias(generic, MONO));
    }
    aliases.append(alias("emoji", "Noto Color Emoji"));
    return CONFIGURATION.formatted(escaped(fonts), escaped(cache), aliases);
  }

  private static String alias(String generic, String families) {
    StringBuilder preferred = new StringBuilder();
    for (String family : families.split(",", -1)) {
      preferred.append("<family>").append(family).append("</family>");
    }
    return ALIAS.formatted(generic, preferred);
  }

  private static String escaped(Path path) {
    return path.toString().replace("&", "&amp;").replace("<", "&lt;");
  }
}
