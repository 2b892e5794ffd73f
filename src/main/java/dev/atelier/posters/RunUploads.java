package dev.atelier.posters;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.http.RequestKey;
import dev.atelier.identity.Caller;
import dev.atelier.posters.library.StoredTemplate;
import dev.atelier.posters.library.TemplateLibrary;
import dev.atelier.posters.table.ColumnMapping;
import dev.atelier.posters.table.CsvFile;
import dev.atelier.posters.template.BuiltInTemplate;
import dev.atelier.posters.template.BuiltInTemplates;
import dev.atelier.posters.template.PosterSize;
import dev.atelier.providers.PageRenderer.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the parts of an upload ask for. */
@Component
class RunUploads {

  private static final TypeReference<Map<String, String>> MAPPING = new TypeReference<>() {};
  private static final String DEFAULT_SIZE = "instagram-square";

  private final NewRuns newRuns;
  private final TemplateLibrary library;
  private final RowChecks checks;

  RunUploads(NewRuns newRuns, TemplateLibrary library, RowChecks checks) {
    this.checks = checks;
    this.newRuns = newRuns;
    this.library = library;
  }

  /** Starts the run that the form asks for. */
  RunStatus start(Caller caller, RunForm form, @Nullable RequestKey key) {
    if (hasIdentifiers(form)) {
      return newRuns.startPeople(
          caller, order(caller, form, List.of(), key), options(form), people(form).stream());
    }
    try (CsvFile file = file(form)) {
      return newRuns.startFile(
          caller, order(caller, form, file.columns(), key), options(form), file.rows());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks what the form would start. */
  RowChecks.Report check(Caller caller, RunForm form, boolean ids) {
    if (hasIdentifiers(form)) {
      NewRuns.Order order = order(caller, form, List.of(), null);
      return checks.check(caller, order, people(form).stream(), ids);
    }
    try (CsvFile file = file(form)) {
      NewRuns.Order order = order(caller, form, file.columns(), null);
      return checks.check(caller, order, NewRuns.people(order, file.rows()), ids);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  NewRuns.Order order(Caller caller, RunForm form, List<String> columns, @Nullable RequestKey key) {
    PosterSize size = size(form);
    Output output = Outputs.of(size, form.format(), form.scale(), form.quality());
    return new NewRuns.Order(name(form), template(caller, form), size, output, columns, key);
  }

  static RunOptions options(RunForm form) {
    String logo = RunOptions.logo(form.logo(), "logo");
    boolean picture = Boolean.TRUE.equals(form.profilePicture());
    return logo == null && !picture
        ? RunOptions.NONE
        : new RunOptions(logo, picture, false, null, Map.of());
  }

  /** Whether the people are named by username or id rather than in a file. */
  static boolean hasIdentifiers(RunForm form) {
    return form.csv() == null && form.identifiers() != null;
  }

  static List<PosterRow> people(RunForm form) {
    String text = String.valueOf(form.identifiers());
    if (!BulkRow.storable(text)) {
      throw Problem.invalid(
          "invalid_identifiers",
          "The usernames hold characters that cannot be kept",
          new FieldError("identifiers", "must have no NUL or broken characters"));
    }
    List<PosterRow> people = Identifiers.parse(text);
    if (people.isEmpty()) {
      throw missing("identifiers", "Name at least one username or id");
    }
    return people;
  }

  static CsvFile file(RunForm form) throws IOException {
    return CsvFile.open(bytes(form), mapping(form.mapping()));
  }

  static InputStream bytes(RunForm form) throws IOException {
    MultipartFile csv = form.csv();
    if (csv == null) {
      throw missing("csv", "Choose a CSV file");
    }
    return csv.getInputStream();
  }

  private static ColumnMapping mapping(@Nullable String json) {
    if (json == null || json.isBlank()) {
      return ColumnMapping.NONE;
    }
    try {
      return new ColumnMapping(JsonMapper.shared().readValue(json, MAPPING));
    } catch (JacksonException e) {
      throw Problem.invalid(
          "invalid_mapping",
          "mapping must be a JSON object of texts",
          new FieldError("mapping", "must be a JSON object of texts"));
    }
  }

  private String template(Caller caller, RunForm form) {
    MultipartFile file = form.templateFile();
    if (file != null) {
      return text(file);
    }
    String id = form.templateId();
    if (id != null && !id.isBlank()) {
      return BuiltInTemplates.find(id)
          .map(BuiltInTemplate::html)
          .or(() -> library.find(caller, id).map(StoredTemplate::source))
          .orElseThrow(() ->
              Problem.invalid(
                  "unknown_template",
                  "There is no template called " + id,
                  new FieldError("templateId", "is not the name of a template")));
    }
    String template = form.template();
    if (template == null) {
      throw missing("template", "Choose a template");
    }
    return template;
  }

  static PosterSize size(RunForm form) {
    String size = form.size();
    try {
      return PosterSize.of(
          size == null || size.isBlank() ? DEFAULT_SIZE : size, form.width(), form.height());
    } catch (Problem refused) {
      List<FieldError> errors =
          refused.errors().stream().map(RunUploads::inTermsOfTheForm).toList();
      throw Problem.invalid(refused.code(), refused.detail(), errors);
    }
  }

  private static FieldError inTermsOfTheForm(FieldError error) {
    return switch (error.field()) {
      case "customWidth" -> new FieldError("width", error.message());
      case "customHeight" -> new FieldError("height", error.message());
      default -> error;
    };
  }

  private static String name(RunForm form) {
    String name = form.name();
    if (name != null && !name.isBlank()) {
      return name;
    }
    MultipartFile csv = form.csv();
    String file = csv == null ? null : csv.getOriginalFilename();
    return file == null || file.isBlank() ? "Posters" : file.replaceFirst("(?i)\\.csv$", "");
  }

  private static String text(MultipartFile file) {
    try {
      return new String(file.getBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Problem missing(String field, String detail) {
    return Problem.invalid("missing_" + field, detail, new FieldError(field, "is required"));
  }
}
