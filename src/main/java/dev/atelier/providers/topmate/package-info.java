/** Topmate: public profiles by username. Chosen when {@code TOPMATE_API_URL} is set. */
@NullMarked
package dev.atelier.providers.topmate;

import org.jspecify.annotations.NullMarked;
