package dev.atelier.campaigns;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.atelier.table.FormulaSafe;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes posts as files, one by one as they are read. */
@Component
class PostExports {

  private static final List<String> COLUMNS =
      List.of(
          "position",
          "brand_name",
          "topic",
          "tone",
          "brief",
          "target_audience",
          "status",
          "generated_caption",
          "generated_image_url",
          "error_message",
          "duplicate_of",
          "offline",
          "cost_usd",
          "id",
          "batch_job_id",
          "created_at");

  private final Pictures pictures;
  private final JsonMapper json;

  PostExports(Pictures pictures, JsonMapper json) {
    this.pictures = pictures;
    this.json = json;
  }

  /** UTF-8 with the mark that spreadsheets need to see that; lines end in CRLF (RFC 4180). */
  void writeCsv(Stream<Post> posts, OutputStream output) throws IOException {
    var text = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    text.write('\uFEFF');
    // Not closed on a failure: a file that lacks posts must not look whole.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text);
    csv.writeRecord(COLUMNS);
    for (Iterator<Post> each = posts.iterator(); each.hasNext(); ) {
      csv.writeRecord(cells(each.next()));
    }
    csv.flush();
  }

  private List<String> cells(Post post) {
    return Stream.of(
            post.position(),
            post.brandName(),
            post.topic(),
            post.tone(),
            post.brief(),
            post.targetAudience(),
            post.status(),
            post.caption(),
            pictures.url(post),
            post.error(),
            post.duplicateOf(),
            post.offline(),
            Money.dollars(post.cost()).toPlainString(),
            post.id(),
            post.batch(),
            WireTime.of(post.createdAt()))
        .map(FormulaSafe::cell)
        .toList();
  }

  /** A list of posts as they are on the wire, which can be imported again. */
  void writeJson(Stream<Post> posts, OutputStream output) throws IOException {
    JsonGenerator generator = json.createGenerator(output);
    generator.writeStartArray();
    for (Iterator<Post> each = posts.iterator(); each.hasNext(); ) {
      generator.writePOJO(PostResponse.of(each.next(), pictures));
    }
    generator.writeEndArray();
    generator.flush();
  }
}
