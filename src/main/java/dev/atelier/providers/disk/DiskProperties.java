package dev.atelier.providers.disk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param root the folder that holds the objects; empty for {@code media} below the home
 */
@ConfigurationProperties("atelier.storage")
record DiskProperties(@DefaultValue("") String root) {}
