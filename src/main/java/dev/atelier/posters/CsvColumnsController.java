package dev.atelier.posters;

import dev.atelier.identity.Caller;
import dev.atelier.posters.table.ColumnGuesses;
import dev.atelier.posters.table.CsvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the columns of a file are, before it is said which of them means what. */
@RestController
class CsvColumnsController {

  /** Reads no more than the header and the first row, so the start of a file will do. */
  @PostMapping(path = "/api/posters/columns", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Columns columns(Caller caller, @ModelAttribute RunForm form) {
    try (CsvFile file = CsvFile.openUnmapped(RunUploads.bytes(form))) {
      return new Columns(
          file.columns(), ColumnGuesses.of(file.columns()), file.iterator().next().values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param guesses columns by what they seem to mean: {@code username}, {@code user_id}, {@code
   *     display_name}, {@code profile_pic}
   * @param first values of the first row
   */
  record Columns(List<String> columns, Map<String, String> guesses, Map<String, String> first) {}
}
