package dev.atelier.campaigns;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.table.Cells;
import dev.atelier.table.CsvTable;
import dev.atelier.table.KeyColumn;
import dev.atelier.table.Row;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads posts from files: CSV with a column {@code topic} or {@code brief}, or JSON as a batch has
 * it. Brand, tone and audience that a row leaves open are the campaign's.
 */
@Component
class PostFiles {

  private static final Map<String, String> ALIASES =
      Map.of("title", "topic", "brand", "brand_name", "audience", "target_audience");
  private static final Set<String> FALSE = Set.of("false", "no", "0", "n");
  private static final KeyColumn TOPIC =
      new KeyColumn() {
        @Override
        public boolean is(String name) {
          return column(name).equals("topic");
        }

        @Override
        public void check(List<String> columns) {
          if (columns.stream()
              .map(PostFiles::column)
              .noneMatch(Set.of("topic", "brief")::contains)) {
            throw Problem.invalid(
                "invalid_csv",
                "CSV must contain a 'topic' or a 'brief' column",
                new FieldError("topic", "There is no such column", 1L));
          }
        }
      };

  private final JsonMapper json;

  PostFiles(JsonMapper json) {
    this.json = json;
  }

  /**
   * A row that is no post.
   *
   * @param row its number, from 1
   * @param line its line in the file, where it has one
   */
  record RowError(int row, @Nullable Long line, String field, String message) {}

  /**
   * What a file holds.
   *
   * @param posts all rows; those with errors cannot be made
   */
  record Imported(List<NewPost> posts, List<RowError> errors) {}

  /** Reads a file that is JSON if it starts like it, and else CSV. */
  Imported read(InputStream bytes, Campaign campaign) throws IOException {
    BufferedInputStream file = new BufferedInputStream(bytes);
    file.mark(64);
    int first = file.read();
    while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
      first = file.read();
    }
    file.reset();
    return first == '[' || first == '{' ? readJson(file, campaign) : readCsv(file, campaign);
  }

  private static String column(String name) {
    String plain = Cells.trim(name).toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_");
    return ALIASES.getOrDefault(plain, plain);
  }

  private Imported readCsv(InputStream bytes, Campaign campaign) throws IOException {
    List<NewPost> posts = new ArrayList<>();
    List<RowError> errors = new ArrayList<>();
    try (CsvTable table = CsvTable.open(bytes, TOPIC)) {
      for (Row row : table) {
        refuseMore(posts);
        Map<String, String> values = new HashMap<>();
        row.values().forEach((name, value) -> values.putIfAbsent(column(name), Cells.trim(value)));
        PostForm form = form(values);
        String shape = row.problem() == null ? null : row.problem().message();
        add(form, campaign, row.number(), row.line(), shape, posts, errors);
      }
    }
    return new Imported(posts, errors);
  }

  private static PostForm form(Map<String, String> values) {
    return new PostForm(
        values.get("brand_name"),
        values.get("topic"),
        null,
        values.get("tone"),
        values.get("brief"),
        values.get("target_audience"),
        flag(values.get("generate_caption")),
        flag(values.get("generate_image")));
  }

  private static @Nullable Boolean flag(@Nullable String cell) {
    return cell == null || cell.isEmpty() ? null : !FALSE.contains(cell.toLowerCase(Locale.ROOT));
  }

  private Imported readJson(InputStream bytes, Campaign campaign) {
    List<NewPost> posts = new ArrayList<>();
    List<RowError> errors = new ArrayList<>();
    try {
      for (JsonNode entry : list(json.readTree(bytes))) {
        PostForm form =
            entry.isNull()
                ? new PostForm(null, null, null, null, null, null, null, null)
                : json.treeToValue(entry, PostForm.class);
        String shape = entry.isNull() ? "The entry is empty" : null;
        add(form, campaign, posts.size() + 1, null, shape, posts, errors);
      }
    } catch (JacksonException e) {
      // Not its message, which quotes the file.
      throw Problem.invalid("invalid_json", "The file is not readable as a list of posts");
    }
    if (posts.isEmpty()) {
      throw Problem.invalid("invalid_json", "The JSON has no posts");
    }
    return new Imported(posts, errors);
  }

  private static JsonNode list(JsonNode root) {
    JsonNode list = root.isArray() ? root : root.path("posts");
    if (!list.isArray()) {
      throw Problem.invalid(
          "invalid_json", "The JSON must be a list of posts, or have one named 'posts'");
    }
    if (list.size() > BatchForm.MAX_POSTS) {
      throw tooMany();
    }
    return list;
  }

  private static void refuseMore(List<NewPost> posts) {
    if (posts.size() == BatchForm.MAX_POSTS) {
      throw tooMany();
    }
  }

  private static Problem tooMany() {
    return Problem.tooLarge(
        "too_many_rows", "The file has more than %,d posts".formatted(BatchForm.MAX_POSTS));
  }

  private static void add(
      PostForm given,
      Campaign campaign,
      int number,
      @Nullable Long line,
      @Nullable String shape,
      List<NewPost> posts,
      List<RowError> errors) {
    PostForm form =
        new PostForm(
            or(given.brandName(), campaign.brandName()),
            given.topic(),
            given.title(),
            or(given.tone(), campaign.tone()),
            given.brief(),
            given.targetAudience(),
            given.generateCaption(),
            given.generateImage());
    Checks checks = new Checks();
    if (shape != null) {
      checks.add("row", shape);
    }
    NewPost post = form.checked(campaign, checks, "");
    if (checks.errors().isEmpty()) {
      posts.add(post);
      return;
    }
    checks
        .errors()
        .forEach(error -> errors.add(new RowError(number, line, error.field(), error.message())));
    FieldError first = checks.errors().getFirst();
    String place = line == null ? "Row " + number : "Line " + line;
    posts.add(
        NewPost.refused(
            kept(form.brandName(), PostForm.MAX_BRAND),
            kept(form.topic() == null ? form.title() : form.topic(), PostForm.MAX_TOPIC),
            kept(form.tone(), PostForm.MAX_TONE),
            "%s: %s %s".formatted(place, first.field(), first.message())));
  }

  private static @Nullable String or(@Nullable String value, @Nullable String otherwise) {
    return value == null || value.isBlank() ? otherwise : value;
  }

  /** What can be kept of a row that is no post. */
  private static String kept(@Nullable String value, int max) {
    return value == null || Checks.reason(value, max) != null ? "" : value;
  }
}
