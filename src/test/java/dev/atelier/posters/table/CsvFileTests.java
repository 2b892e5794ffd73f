package dev.atelier.posters.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.table.Row;
import dev.atelier.table.RowProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CsvFileTests {

  /** The same two people in 25 spellings; the name and the note are compared to the byte. */
  static Stream<Arguments> goldenFiles() {
    String plain = "username,name,note\nana,Zoë 🎈,x\nbob,O'Neil,y\n";
    return Stream.of(
        file("plain", plain),
        file("CRLF", plain.replace("\n", "\r\n")),
        file("CR", plain.replace("\n", "\r")),
        file("mixed line ends", "username,name,note\r\nana,Zoë 🎈,x\nbob,O'Neil,y\r"),
        file("no last line end", plain.stripTrailing()),
        file("blank lines at the end", plain + "\n\n\n"),
        file("blank lines in CRLF", plain.replace("\n", "\r\n\r\n")),
        file("blank lines in front", "\n\n" + plain),
        file("lines of white space", plain.replace("\nbob", "\n   \n\t\nbob")),
        file("everything quoted", quoteAll(plain, ",")),
        file("everything quoted, CRLF", quoteAll(plain, ",").replace("\n", "\r\n")),
        file("semicolons", plain.replace(',', ';')),
        file("semicolons, quoted", quoteAll(plain.replace(',', ';'), ";")),
        file("tabs", plain.replace(',', '\t')),
        file("tabs, CRLF", plain.replace(',', '\t').replace("\n", "\r\n")),
        file("header with spaces", plain.replace("username,name,note", " username , name ,note ")),
        file("quoted header", plain.replace("username", "\"username\"")),
        file("columns without a name", "username,name,note,,\nana,Zoë 🎈,x,,\nbob,O'Neil,y,,\n"),
        Arguments.of(
            "UTF-8 BOM",
            bytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, plain.getBytes(UTF_8))),
        Arguments.of(
            "UTF-8 BOM, quoted",
            bytes(
                new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
                quoteAll(plain, ",").getBytes(UTF_8))),
        Arguments.of("UTF-16LE", ("\uFEFF" + plain).getBytes(UTF_16LE)),
        Arguments.of("UTF-16BE", ("\uFEFF" + plain).getBytes(UTF_16BE)),
        Arguments.of(
            "UTF-16LE, tabs, CRLF",
            ("\uFEFF" + plain.replace(',', '\t').replace("\n", "\r\n")).getBytes(UTF_16LE)),
        Arguments.of(
            "UTF-16BE, semicolons", ("\uFEFF" + plain.replace(',', ';')).getBytes(UTF_16BE)),
        Arguments.of("UTF-16LE, quoted", ("\uFEFF" + quoteAll(plain, ",")).getBytes(UTF_16LE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldenFiles")
  void t1EverySpellingOfAFileGivesTheSameRows(String spelling, byte[] file) throws IOException {
    try (CsvFile csv = open(file)) {
      assertThat(csv.columns()).containsExactly("username", "name", "note");
      assertThat(csv.rows().map(Row::values).toList())
          .containsExactly(
              Map.of("username", "ana", "name", "Zoë 🎈", "note", "x"),
              Map.of("username", "bob", "name", "O'Neil", "note", "y"));
    }
  }

  @Test
  void t1QuotedDelimitersLineEndsAndQuotesStayInTheCell() throws IOException {
    List<Row> rows =
        rows("username,bio\r\nana,\"a, b; c\td\r\ne\nf \"\"g\"\"\"\r\n\"b\"\"o\",\" kept \"\r\n");
    assertThat(rows.getFirst().values()).containsEntry("bio", "a, b; c\td\r\ne\nf \"g\"");
    assertThat(rows.getLast().values())
        .containsEntry("username", "b\"o")
        .containsEntry("bio", " kept ");
    assertThat(rows).extracting(Row::number).containsExactly(1, 2);
    assertThat(rows).extracting(Row::line).containsExactly(2L, 5L);
  }

  @Test
  void t1TheDelimiterIsTheOneThatMakesTheUsernameAppear() throws IOException {
    assertThat(rows("\"a, b, c\";username\n1;ana\n").getFirst().values())
        .containsEntry("username", "ana");
    assertThat(rows("username;last, first, title\nana;x\n").getFirst().values())
        .containsEntry("last, first, title", "x");
    assertThat(rows("username\n\"a;b\"\n").getFirst().values()).containsEntry("username", "a;b");
  }

  @Test
  void t1ColumnsKeepTheirOrderAndCase() throws IOException {
    try (CsvFile csv = open("Zeta,Username,alpha,Full Name\n1,2,3,4\n".getBytes(UTF_8))) {
      assertThat(csv.columns()).containsExactly("Zeta", "Username", "alpha", "Full Name");
      assertThat(csv.iterator().next().values().keySet())
          .containsExactly("Zeta", "Username", "alpha", "Full Name");
      assertThat(csv.people().username()).isEqualTo("Username");
    }
  }

  @Test
  void t1BytesThatAreNoUtf8AreRefusedWithLineAndColumn() {
    byte[] latin1 = "username,name\r\nana,\"a\r\nb\"\r\nzo,Zoë\r\n".getBytes(ISO_8859_1);
    Problem problem = refusal(latin1);
    assertInvalid(problem, "name", 4L);
    assertThat(problem.detail()).contains("Line 4").contains("'name'").contains("UTF-8");
  }

  @Test
  void t1BytesThatAreNoUtf8InTheHeaderAreRefused() {
    assertInvalid(refusal("username,größe\nana,1\n".getBytes(ISO_8859_1)), "column 2", 1L);
  }

  @Test
  void t1ATruncatedCharacterAtTheEndIsRefused() {
    byte[] whole = "username\nana\nzoë".getBytes(UTF_8);
    assertInvalid(refusal(Arrays.copyOf(whole, whole.length - 1)), "username", 3L);
  }

  @Test
  void t1HalfASurrogatePairInUtf16IsRefused() {
    byte[] file =
        bytes(("\uFEFFusername\nana\n").getBytes(UTF_16LE), new byte[] {0, (byte) 0xD8, 'x', 0});
    assertInvalid(refusal(file), "username", 3L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name,bio\\na,b\\n | CSV must contain a 'username' column",
        "user name\\na\\n | CSV must contain a 'username' column",
        "username,username\\na,b\\n | Line 1: duplicate column 'username'",
        "username,Username\\na,b\\n | Line 1: duplicate column 'Username'",
        "username,bio, bio\\na,b,c\\n | Line 1: duplicate column 'bio'",
        "username,bio\\n | The CSV has no rows",
        "username | The CSV has no rows",
        "username\\n\\n  \\n | The CSV has no rows",
      })
  void t2UnusableHeadersAreRefused(String file, String detail) {
    Problem problem = refusal(file.replace("\\n", "\n").getBytes(UTF_8));
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid_csv");
    assertThat(problem.detail()).isEqualTo(detail);
  }

  @Test
  void t2AnEmptyFileHasNoRows() {
    assertThat(refusal(new byte[0]).detail()).isEqualTo("The CSV has no rows");
    assertThat(refusal("\uFEFF".getBytes(UTF_16LE)).detail()).isEqualTo("The CSV has no rows");
  }

  @ParameterizedTest
  @CsvSource({"username", "Username", "USERNAME", "' username '", "'\u00A0UserName\t'"})
  void t2TheUsernameColumnIsFoundInAnyCaseAndTrimmed(String header) throws IOException {
    try (CsvFile csv = open((header + ",bio\n ana ,x\n").getBytes(UTF_8))) {
      assertThat(csv.people().identify(csv.iterator().next()))
          .isEqualTo(new RowIdentity.Person("ana", null));
    }
  }

  @Test
  void t4AQuoteThatIsNeverClosedIsRefusedWhereItOpens() {
    Problem problem = refusal("username,bio\nana,\"x\ny\"\nbob,\"open\ncy,z\n".getBytes(UTF_8));
    assertInvalid(problem, "bio", 4L);
    assertThat(problem.detail()).contains("never closed");
  }

  @Test
  void t4TheQuoteIsNamedEvenAfterLineEndsInTheSameRow() {
    assertInvalid(refusal("username,a,b\n\"1\n2\n3\",x,\"open\n".getBytes(UTF_8)), "b", 4L);
  }

  @Test
  void t4AnUnclosedQuoteInALargeFileDoesNotFillTheMemory() throws IOException {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> read(new Endless("username,bio\nana,\"", "x".repeat(1000), 400_000_000L)));
    assertInvalid(problem, "bio", 2L);
    assertThat(problem.detail()).contains("64 KB");
  }

  @Test
  void t4TextAfterAClosingQuoteIsRefused() {
    assertInvalid(refusal("username,bio\nana,\"x\" y\n".getBytes(UTF_8)), "bio", 2L);
  }

  @Test
  void t4ACellOf64KilobytesIsReadAndALargerOneRefused() throws IOException {
    String most = "x".repeat(64 * 1024);
    assertThat(rows("username,bio\nana," + most + "\n").getFirst().values())
        .containsEntry("bio", most);
    assertInvalid(refusal(("username,bio\nana,y\nbob," + most + "x\n").getBytes(UTF_8)), "bio", 3L);
    assertInvalid(refusal(("username,bio\n\nana,\"" + most + "x\"\n").getBytes(UTF_8)), "bio", 3L);
  }

  @Test
  void t4ARowOfManyLargeCellsIsRefused() {
    String cells = ("," + "x".repeat(60_000)).repeat(20);
    String header = "username" + ",c%d".repeat(20).formatted((Object[]) numbers(20));
    assertInvalid(refusal((header + "\nana" + cells + "\n").getBytes(UTF_8)), "c18", 2L);
  }

  @Test
  void t4ManyColumnsAreRefused() {
    String header = "username" + ",c".repeat(10_000);
    Problem problem = refusal((header + "\nana\n").getBytes(UTF_8));
    assertInvalid(problem, "column 1001", 1L);
    assertThat(problem.detail()).contains("1,000");
  }

  @Test
  void t4ARaggedRowIsItsOwnErrorOnly() throws IOException {
    try (CsvFile csv = open("username,bio\nana\nbob,x,y\ncy,z\n".getBytes(UTF_8))) {
      List<Row> rows = csv.rows().toList();
      assertThat(rows)
          .extracting(row -> csv.people().identify(row))
          .satisfiesExactly(
              ana -> assertRefused(ana, "ana", "ragged_row"),
              bob -> assertRefused(bob, "bob", "ragged_row"),
              cy -> assertThat(cy).isEqualTo(new RowIdentity.Person("cy", null)));
      assertThat(rows.get(0).values()).containsEntry("bio", "");
      assertThat(rows.get(1).values()).containsOnlyKeys("username", "bio");
      assertThat(rows.get(1).problem())
          .isEqualTo(new RowProblem("ragged_row", "Line 3 has 3 cells, the header has 2"));
    }
  }

  @Test
  void nulBytesAreRefused() {
    assertInvalid(refusal("username,bio\nana,a\0b\n".getBytes(UTF_8)), "bio", 2L);
    assertInvalid(refusal("username,bio\nana,b\n".getBytes(UTF_16LE)), "column 1", 1L);
  }

  @Test
  void theBytesAreClosedAlsoWhenOpeningFails() {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream bytes =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    assertThatThrownBy(() -> CsvFile.open(bytes)).isInstanceOf(Problem.class);
    assertThat(closed).isTrue();
  }

  private static void assertRefused(RowIdentity identity, String username, String code) {
    assertThat(identity)
        .isInstanceOfSatisfying(
            RowIdentity.Refused.class,
            refused -> {
              assertThat(refused.username()).isEqualTo(username);
              assertThat(refused.problem().code()).isEqualTo(code);
            });
  }

  private static void assertInvalid(Problem problem, String column, long line) {
    assertThat(problem).as("a problem").isNotNull();
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.code()).isEqualTo("invalid_csv");
    assertThat(problem.errors()).extracting(FieldError::field).containsExactly(column);
    assertThat(problem.errors()).extracting(FieldError::line).containsExactly(line);
  }

  private static Problem refusal(byte[] file) {
    return catchThrowableOfType(Problem.class, () -> read(new ByteArrayInputStream(file)));
  }

  private static List<Row> read(InputStream bytes) throws IOException {
    try (CsvFile csv = CsvFile.open(bytes)) {
      return csv.rows().toList();
    }
  }

  private static List<Row> rows(String file) throws IOException {
    return read(new ByteArrayInputStream(file.getBytes(UTF_8)));
  }

  private static CsvFile open(byte[] file) throws IOException {
    return CsvFile.open(new ByteArrayInputStream(file));
  }

  private static Arguments file(String spelling, String text) {
    return Arguments.of(spelling, text.getBytes(UTF_8));
  }

  private static byte[] bytes(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static String quoteAll(String csv, String delimiter) {
    return ("\""
        + csv.stripTrailing().replace(delimiter, "\"" + delimiter + "\"").replace("\n", "\"\n\"")
        + "\"\n");
  }

  private static Integer[] numbers(int count) {
    return Stream.iterate(1, n -> n + 1).limit(count).toArray(Integer[]::new);
  }
}
