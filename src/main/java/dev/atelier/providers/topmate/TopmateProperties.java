package dev.atelier.providers.topmate;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Topmate is.
 *
 * @param apiUrl base of the API that knows people; empty for none
 * @param djangoUrl base of the API that takes posters; empty for none
 */
@ConfigurationProperties("atelier.topmate")
record TopmateProperties(@DefaultValue("") String apiUrl, @DefaultValue("") String djangoUrl) {}
