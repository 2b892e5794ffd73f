/**
 * Captions and pictures by OpenAI, or by any server that speaks its API; chosen by {@code
 * OPENAI_API_KEY} or {@code OPENAI_BASE_URL}.
 */
@NullMarked
package dev.atelier.providers.openai;

import org.jspecify.annotations.NullMarked;
