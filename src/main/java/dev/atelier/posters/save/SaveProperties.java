package dev.atelier.posters.save;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of saving.
 *
 * @param concurrency how many posters are handed over at once, over all nodes
 */
@ConfigurationProperties("atelier.posters.save")
@Validated
record SaveProperties(@DefaultValue("10") @Min(1) @Max(50) int concurrency) {}
