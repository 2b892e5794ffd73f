package dev.atelier.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of what a request may weigh.
 *
 * @param maxBody the longest body of a route that has no {@link MaxBody}; not for multipart
 */
@ConfigurationProperties("atelier.http")
record LimitProperties(@DefaultValue("1MB") DataSize maxBody) {}
