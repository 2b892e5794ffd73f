import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Formats every Java source of the project in place, or with {@code --check} only reports. */
class Format {

  public static void main(String[] arguments) throws Exception {
    boolean check = List.of(arguments).contains("--check");
    Formatter formatter = new Formatter();
    int changed = 0;
    for (Path source : sources()) {
      String before = Files.readString(source);
      String imports =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(before), JavaFormatterOptions.Style.GOOGLE);
      String after = formatter.formatSource(imports);
      if (!after.equals(before)) {
        changed++;
        System.out.println((check ? "not formatted: " : "formatted: ") + source);
        if (!check) {
          Files.writeString(source, after);
        }
      }
    }
    if (check && changed > 0) {
      System.out.println("Run: mvn -q test-compile exec:exec@format -Dformat.skip");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws Exception {
    try (Stream<Path> files = Stream.of("src", "build").map(Path::of).flatMap(Format::walk)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static Stream<Path> walk(Path folder) {
    try {
      return Files.walk(folder);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
