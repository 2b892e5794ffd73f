package dev.atelier.archive.files;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of how files come to the archive.
 *
 * @param root {@code ARCHIVE_ROOT}; empty for {@code downloads} below the home
 * @param users how many users are archived at once on each node, at most
 * @param filesPerUser how many files of one user are fetched at once
 * @param bandwidth bytes a second that each node fetches at most; 0 for no limit. What is set while
 *     Atelier runs counts instead
 * @param fileDeadline how long one file may take, pauses included
 */
@ConfigurationProperties("atelier.archive")
@Validated
public record FilesProperties(
    @DefaultValue("") String root,
    @DefaultValue("256") @Min(1) @Max(512) int users,
    @DefaultValue("1") @Min(1) @Max(16) int filesPerUser,
    @DefaultValue("0B") DataSize bandwidth,
    @DefaultValue("1h") Duration fileDeadline) {

  public FilesProperties {
    root = root.strip();
  }
}
