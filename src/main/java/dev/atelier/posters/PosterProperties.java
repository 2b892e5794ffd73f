package dev.atelier.posters;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the poster studio.
 *
 * @param lookups how many profiles are looked up at once, over all nodes
 * @param lanesPerBrowser how many rows are in work for each page that can be drawn at once: while
 *     one is drawn, the other is prepared or stored
 */
@ConfigurationProperties("atelier.posters")
@Validated
record PosterProperties(
    @DefaultValue("10") @Min(2) @Max(100) int lookups,
    @DefaultValue("2") @Min(1) @Max(8) int lanesPerBrowser) {}
