package dev.atelier.providers.topmate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Topmate is.
 *
 * @param apiUrl base of its API; empty for none
 */
@ConfigurationProperties("atelier.topmate")
record TopmateProperties(@DefaultValue("") String apiUrl) {}
