/**
 * Owns the video studio: prompts become videos, a feed that ranks them, reactions, views, creators.
 *
 * <p>This package has what its parts share: {@link dev.atelier.videos.Video} and how it is kept and
 * sent, {@link dev.atelier.videos.Profiles}, and where a video stands. {@code generation} makes
 * videos, {@code feed} shows them and counts what viewers make of them, {@code creators} are the
 * people behind them.
 */
@ApplicationModule(
    allowedDependencies = {
      "database",
      "events",
      "home",
      "http",
      "identity",
      "jobs",
      "providers",
      "storage"
    })
@NullMarked
package dev.atelier.videos;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
