package dev.atelier.home;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("atelier")
record HomeProperties(@DefaultValue(".atelier") Path home) {}
