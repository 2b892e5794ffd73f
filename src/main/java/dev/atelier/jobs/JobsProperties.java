package dev.atelier.jobs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param heartbeat how often a node shows that it lives; after four missed ones its lanes are taken
 * @param poll how late a lost signal may make an item
 * @param slice how long a busy lane keeps its place while other nodes may want it
 * @param grace how long running items may go on when the node stops
 */
@ConfigurationProperties("atelier.jobs")
record JobsProperties(
    @DefaultValue("3s") Duration heartbeat,
    @DefaultValue("2s") Duration poll,
    @DefaultValue("1s") Duration slice,
    @DefaultValue("20s") Duration grace) {}
