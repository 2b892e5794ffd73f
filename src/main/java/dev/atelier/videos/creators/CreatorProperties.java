package dev.atelier.videos.creators;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of creators.
 *
 * @param demo whether demo creators are there from the start
 */
@ConfigurationProperties("atelier.creators")
record CreatorProperties(@DefaultValue("false") boolean demo) {}
