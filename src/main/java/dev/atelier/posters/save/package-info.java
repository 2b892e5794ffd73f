/**
 * Owns saving: finished posters are handed over to the people's accounts, each once. Knows posters
 * only through {@link dev.atelier.posters.save.SavablePosters}.
 */
@NullMarked
package dev.atelier.posters.save;

import org.jspecify.annotations.NullMarked;
