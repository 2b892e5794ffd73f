package dev.atelier.archive;

import dev.atelier.archive.files.ArchiveRoot;
import dev.atelier.archive.files.Bandwidth;
import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.identity.Caller;
import dev.atelier.providers.MediaSource;
import dev.atelier.providers.ProviderException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where media come from and go to, and how fast they may. */
@RestController
@RequestMapping("/api/archive")
class SettingController {

  private final MediaSource source;
  private final ArchiveRoot root;
  private final SettingRepository settings;
  private final Bandwidth bandwidth;

  SettingController(
      MediaSource source, ArchiveRoot root, SettingRepository settings, Bandwidth bandwidth) {
    this.source = source;
    this.root = root;
    this.settings = settings;
    this.bandwidth = bandwidth;
  }

  /**
   * What is set up.
   *
   * @param missing why nothing can be fetched, naming the settings; null where it can
   * @param bytesPerSecond for each node; 0 for no limit
   */
  record Setup(
      String source,
      boolean configured,
      @Nullable String missing,
      String folder,
      long bytesPerSecond) {}

  @GetMapping
  Setup get(Caller caller) {
    Runs.requireOperator(caller);
    @Nullable String missing = null;
    try {
      source.check();
    } catch (ProviderException e) {
      missing = e.getMessage();
    }
    return new Setup(
        source.name(),
        missing == null,
        missing,
        root.path().toString(),
        settings.bandwidth().orElse(bandwidth.perSecond()));
  }

  /** Bytes a second; 0 for no limit. */
  record BandwidthForm(@Nullable Long bytesPerSecond) {}

  @PutMapping("/bandwidth")
  Setup limit(Caller caller, @RequestBody BandwidthForm form) {
    Runs.requireOperator(caller);
    Long asked = form.bytesPerSecond();
    if (asked == null || asked < 0) {
      throw Problem.invalid(
          "invalid_bytesPerSecond",
          "bytesPerSecond must be a number from 0, which is no limit",
          new FieldError("bytesPerSecond", "must be a number from 0"));
    }
    settings.setBandwidth(asked);
    bandwidth.limit(asked);
    return get(caller);
  }
}
