package dev.atelier.events;

/**
 * One entry of a topic's log.
 *
 * @param sequence position in the topic, from 1, without gaps; the {@code id} on the wire
 * @param type the {@code event} on the wire
 * @param data a JSON object; the {@code data} on the wire
 */
public record Event(long sequence, String type, String data) {}
