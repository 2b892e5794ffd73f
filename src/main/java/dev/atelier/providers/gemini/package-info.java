/**
 * Videos by Google: on the Gemini API, chosen by {@code GEMINI_API_KEY}, or on Vertex AI, chosen by
 * {@code VERTEX_PROJECT}.
 */
@NullMarked
package dev.atelier.providers.gemini;

import org.jspecify.annotations.NullMarked;
