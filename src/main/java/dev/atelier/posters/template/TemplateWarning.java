package dev.atelier.posters.template;

import org.jspecify.annotations.Nullable;

/**
 * Something in a template that will not work as its author may expect.
 *
 * @param line line of the template, from 1, where it is known
 */
public record TemplateWarning(String message, @Nullable Long line) {}
