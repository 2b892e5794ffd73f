package dev.atelier.events;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param streamsPerCaller how many streams a caller may have open on this node
 * @param streamsOfOperator the same for the operator
 * @param ping a stream that has been silent for this long gets a comment, which finds dead peers
 * @param poll how long an event can stay unseen when its signal is lost
 */
@ConfigurationProperties("atelier.events")
record EventsProperties(
    @DefaultValue("10") int streamsPerCaller,
    @DefaultValue("1000") int streamsOfOperator,
    @DefaultValue("15s") Duration ping,
    @DefaultValue("1500ms") Duration poll) {}
