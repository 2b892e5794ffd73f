/** Owns posters: rows of people and a template become personalised images. */
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
package dev.atelier.posters;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
