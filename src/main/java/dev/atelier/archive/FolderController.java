package dev.atelier.archive;

import dev.atelier.archive.evidence.Packages;
import dev.atelier.archive.evidence.PersonPackage;
import dev.atelier.archive.files.FolderRepository.Folder;
import dev.atelier.http.Problem;
import dev.atelier.identity.Caller;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Folders of users, and each as one file. */
@RestController
@RequestMapping("/api/archive/folders")
class FolderController {

  private final ArchiveFolders folders;
  private final Packages packages;

  FolderController(ArchiveFolders folders, Packages packages) {
    this.folders = folders;
    this.packages = packages;
  }

  /** A folder and whose it is. */
  record FolderResponse(String name, String email) {
    static FolderResponse of(Folder folder) {
      return new FolderResponse(folder.name(), folder.email());
    }
  }

  /**
   * @param next what to send as {@code after} for the following page; null on the last
   */
  record FolderPage(List<FolderResponse> folders, @Nullable String next) {}

  @GetMapping
  FolderPage list(
      Caller caller,
      @RequestParam(defaultValue = "") String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    Runs.requireOperator(caller);
    List<Folder> page = folders.page(after, limit);
    return new FolderPage(
        page.stream().map(FolderResponse::of).toList(),
        page.size() < limit ? null : page.getLast().name());
  }

  /** Everything of one person; can be gone on with after an interruption. */
  @GetMapping("/{name}/package.zip")
  void download(
      Caller caller,
      HttpMethod method,
      @PathVariable String name,
      @RequestHeader HttpHeaders asked,
      HttpServletResponse response)
      throws IOException {
    Runs.requireOperator(caller);
    Folder folder = folders.find(name);
    PersonPackage zip = packages.of(folder.name());
    Optional<String> missing = zip.firstMissing();
    if (missing.isPresent()) {
      throw Problem.conflict(
          "archive_incomplete",
          "The file %s is not what was archived; the next run fetches it again"
              .formatted(missing.get()));
    }
    response.setContentType("application/zip");
    response.setHeader(HttpHeaders.ETAG, zip.entityTag());
    response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, EvidenceController.attachment(folder.name() + ".zip"));
    send(zip, method, asked, response);
  }

  private static void send(
      PersonPackage zip, HttpMethod method, HttpHeaders asked, HttpServletResponse response)
      throws IOException {
    if (asked.getIfNoneMatch().contains(zip.entityTag())) {
      response.setStatus(HttpStatus.NOT_MODIFIED.value());
      return;
    }
    long size = zip.size();
    Optional<HttpRange> range = range(zip, asked);
    long first = 0;
    long last = size - 1;
    if (range.isPresent()) {
      try {
        first = range.get().getRangeStart(size);
        last = range.get().getRangeEnd(size);
      } catch (IllegalArgumentException e) {
        first = size;
      }
      if (first >= size || last < first) {
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        response.setStatus(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value());
        return;
      }
      response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
      response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(first, last, size));
    }
    response.setContentLengthLong(last - first + 1);
    if (!method.equals(HttpMethod.HEAD)) {
      zip.write(response.getOutputStream(), first, last - first + 1);
    }
  }

  /** The one range that is asked for; what a server may ignore is. */
  private static Optional<HttpRange> range(PersonPackage zip, HttpHeaders asked) {
    String condition = asked.getFirst(HttpHeaders.IF_RANGE);
    if (condition != null && !condition.equals(zip.entityTag())) {
      return Optional.empty();
    }
    try {
      List<HttpRange> ranges = HttpRange.parseRanges(asked.getFirst(HttpHeaders.RANGE));
      return ranges.size() == 1 ? Optional.of(ranges.getFirst()) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
