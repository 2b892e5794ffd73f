package dev.atelier.campaigns;

/**
 * How posts can sound.
 *
 * @param promptModifier what a model is told of the tone
 */
record ContentTone(String id, String name, String description, String promptModifier) {}
