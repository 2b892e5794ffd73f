/**
 * Owns campaigns: briefs become posts, each a caption and a picture, in batches whose cost is known
 * and limited.
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
      "storage",
      "table"
    })
@NullMarked
package dev.atelier.campaigns;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
